import { pagePart } from '#lib/core/async/page-part.ts';
import type { KneeRecord, ShardReference } from '#lib/core/records/test-set.ts';
import { FileStore } from '#lib/data/files/file-store.ts';
import type { OpenedShards } from '#lib/data/files/opened-shards.ts';
import { httpFiles } from '#lib/data/files/http-files.ts';
import type { KneeTable } from './knee-table.ts';

/** Loaded with the first image: the page shows its figures before it needs one. */
const imageReader = 'The image decoder';

/**
 * The radiographs, fetched shard by shard as they are asked for. A failed fetch is forgotten, so that
 * asking again tries again.
 */
export class KneeImages {
	readonly #files: FileStore;
	readonly #shardOf = new Map<string, ShardReference>();
	#shards: OpenedShards | null = null;
	readonly #urls = new Map<string, string>();
	#held: Promise<unknown> | null = null;

	constructor(table: KneeTable, baseUrl: string) {
		this.#files = new FileStore(httpFiles(baseUrl));
		for (const { split, shards } of table.manifest.splits) {
			const rows = table.rows(split);
			for (const shard of shards) {
				for (const row of rows.slice(shard.first, shard.first + shard.count)) {
					this.#shardOf.set(table.knees[row].id, shard);
				}
			}
		}
	}

	/** Fetches no image before `until`: numbers come first. */
	hold(until: Promise<unknown>): void {
		this.#held = until;
	}

	/**
	 * An object URL of a knee's PNG, for an `img` element; valid until `dispose`.
	 * @throws Error naming the file when its shard cannot be fetched or is damaged
	 */
	async url(knee: KneeRecord): Promise<string> {
		const png = await this.#png(knee);
		let url = this.#urls.get(knee.id);
		if (!url) {
			url = URL.createObjectURL(new Blob([png as BlobPart], { type: 'image/png' }));
			this.#urls.set(knee.id, url);
		}
		return url;
	}

	/** A knee's 224 x 224 grey values, row-major; throws as `url` does. */
	async pixels(knee: KneeRecord): Promise<Uint8Array> {
		await this.#held;
		const [png, { decodeKneePng }] = await Promise.all([
			this.#png(knee),
			pagePart(imageReader, () => import('#lib/data/images/grey-png.ts'))
		]);
		return decodeKneePng(png, `${knee.id}.png`);
	}

	dispose(): void {
		for (const url of this.#urls.values()) URL.revokeObjectURL(url);
		this.#urls.clear();
		this.#shards = null;
	}

	async #png(knee: KneeRecord): Promise<Uint8Array> {
		const shard = this.#shardOf.get(knee.id);
		if (!shard) throw new Error(`The image of knee ${knee.id} is not part of this set.`);
		const png = (await this.#open(shard)).get(knee.id);
		if (!png) throw new Error(`${shard.file} lacks the image of knee ${knee.id}.`);
		return png;
	}

	async #open(shard: ShardReference): Promise<ReadonlyMap<string, Uint8Array>> {
		await this.#held;
		const { OpenedShards } = await pagePart(
			imageReader,
			() => import('#lib/data/files/opened-shards.ts')
		);
		this.#shards ??= new OpenedShards(this.#files);
		return this.#shards.open(shard);
	}
}
