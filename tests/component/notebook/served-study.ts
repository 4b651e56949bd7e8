import type { StudyManifest, StudyModel } from '#lib/core/records/study.ts';
import { describeFile } from '#lib/data/files/file-reference.ts';
import { modelFingerprint } from '#lib/data/models/load-models.ts';
import { encodeFeatures, encodeMaps, encodeProbabilities } from '#lib/data/sources/stored-study.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { FileStore } from '#lib/data/files/file-store.ts';

const GRID = { rows: 1, columns: 1, offsetX: 0, offsetY: 0, strideX: 32, strideY: 32 };

/** The stored results of a study's networks on all its knees as a folder of files: every knee is read as grade 1 for certain. */
export async function storedFiles({ table, results }: Study): Promise<Map<string, Uint8Array>> {
	const files = new Map<string, Uint8Array>();
	const n = table.knees.length;
	const models: StudyModel[] = [];
	for (const { card, name } of results) {
		const probabilities = new Float32Array(n * 5).map((_, i) => (i % 5 === 1 ? 1 : 0));
		files.set(`${name}-probabilities.bin`, encodeProbabilities(probabilities));
		files.set(
			`${name}-maps.bin`,
			encodeMaps({
				values: new Float32Array(n * 5).fill(1),
				peaks: new Float32Array(n * 5).fill(1)
			})
		);
		files.set(`${name}-features.bin`, encodeFeatures(new Float32Array(n).fill(1), 1));
		const reference = (part: string) =>
			describeFile(`${name}-${part}.bin`, files.get(`${name}-${part}.bin`)!);
		models.push({
			name,
			fingerprint: await modelFingerprint(card),
			exposure: card.exposure,
			preprocessing: card.preprocessing,
			features: 1,
			grid: GRID,
			probabilities: await reference('probabilities'),
			maps8: await reference('maps'),
			features8: await reference('features')
		});
	}
	const manifest: StudyManifest = {
		format: 'kneelens-study',
		version: 1,
		created: '2026-01-01T00:00:00.000Z',
		engine: { version: '1', backend: 'wasm' },
		testset: table.manifest.fingerprint,
		splits: table.manifest.splits
			.filter(({ shards }) => shards.length > 0)
			.map(({ split }) => ({ split, count: table.rows(split).length })),
		models
	};
	files.set('study.json', new TextEncoder().encode(JSON.stringify(manifest)));
	return files;
}

/** Serves files; one can be made to hang or to fail until it is released. */
export class Server {
	readonly #files: ReadonlyMap<string, Uint8Array>;
	readonly #faults = new Map<string, Promise<never>>();
	readonly asked: string[] = [];

	constructor(files: ReadonlyMap<string, Uint8Array>) {
		this.#files = files;
	}

	readonly store = new FileStore(async (path) => {
		this.asked.push(path);
		await this.#faults.get(path);
		const bytes = this.#files.get(path);
		if (!bytes) throw new Error(`${path}: the server answered 404`);
		return bytes;
	});

	/** @returns fails the request with words, as a download that has stalled does */
	hang(path: string): () => void {
		let stall!: () => void;
		const fault = new Promise<never>((_, reject) => {
			stall = () => reject(new Error(`${path}: no data have arrived for 20 seconds.`));
		});
		fault.catch(() => {});
		this.#faults.set(path, fault);
		return stall;
	}

	fail(path: string): void {
		this.hang(path)();
	}

	release(path: string): void {
		this.#faults.delete(path);
	}
}
