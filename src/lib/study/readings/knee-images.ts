import { pagePart } from '#lib/core/async/page-part.ts';
import type { KneeRecord } from '#lib/core/records/test-set.ts';

/** Gives the PNG of a knee; throws naming the file that cannot be had or is damaged. */
type ReadImage = (knee: KneeRecord) => Promise<Uint8Array>;

/** The radiographs, read as they are asked for. */
export class KneeImages {
	readonly #read: ReadImage;
	readonly #urls = new Map<string, string>();
	#held: Promise<unknown> | null = null;

	constructor(read: ReadImage | null) {
		this.#read = read ?? noImage;
	}

	/** Reads no image before `until`: numbers come first. */
	hold(until: Promise<unknown>): void {
		this.#held = until;
	}

	/**
	 * An object URL of a knee's PNG, for an `img` element; valid until `dispose`.
	 * @throws Error naming the file that cannot be had or is damaged
	 */
	async url(knee: KneeRecord): Promise<string> {
		await this.#held;
		const png = await this.#read(knee);
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
			this.#read(knee),
			pagePart('The image decoder', () => import('#lib/data/images/grey-png.ts'))
		]);
		return decodeKneePng(png, `${knee.id}.png`);
	}

	dispose(): void {
		for (const url of this.#urls.values()) URL.revokeObjectURL(url);
		this.#urls.clear();
	}
}

async function noImage({ id }: KneeRecord): Promise<never> {
	throw new Error(`The image of ${id} is not part of this study.`);
}
