import type { BackendReport, KneeReader, RunRequest } from '#lib/runtime/reader/reader.types.ts';
import { FAKE_NETWORKS, fakeReadings } from './fake-study-readings.ts';

export interface FakeReaderOptions {
	/** Networks whose files are damaged. */
	failing?: readonly string[];
	accelerated?: boolean;
	/** Milliseconds a batch takes. */
	batchDelay?: number;
}

const network = (name: string) => FAKE_NETWORKS.find((one) => one.name === name)!;

/** Seed of a knee's readings, from its id. */
export function keyOf(id: string): number {
	return [...id].reduce((key, letter) => (Math.imul(key, 31) + letter.charCodeAt(0)) | 0, 7) >>> 0;
}

/** Reads knees as `fakeReadings` does, without any network. */
export function fakeReader(options: FakeReaderOptions = {}): KneeReader {
	const { failing = [], accelerated = true, batchDelay = 0 } = options;
	const report: BackendReport = accelerated
		? { backend: 'webgpu', device: 'Test GPU', accelerated, passedOver: [], selfTestError: 1e-6 }
		: {
				backend: 'wasm',
				device: null,
				accelerated,
				passedOver: [{ backend: 'webgpu', reason: 'This browser offers no graphics adapter.' }],
				selfTestError: 1e-6
			};
	return {
		ended: false,
		start: async () => report,
		load: async (card, _baseUrl, onProgress) => {
			if (failing.includes(card.name)) {
				throw new Error(
					`${card.name}/weights-1.bin: expected 4,194,304 bytes, received 1,048,576. The download is damaged; reload.`
				);
			}
			onProgress({ phase: 'downloading', bytes: 1e6, totalBytes: 2e6 });
			onProgress({ phase: 'compiling' });
			const { grid } = network(card.name);
			return { name: card.name, grid, features: 4, fingerprint: '0'.repeat(64) };
		},
		run: async (request: RunRequest, onBatch, onProgress, signal) => {
			const size = request.batchSize ?? 32;
			const totalAll = request.knees.length * request.models.length;
			let doneAll = 0;
			for (const model of request.models) {
				const skip = new Set(request.skip?.[model] ?? []);
				const rows = [...request.knees.keys()].filter((row) => !skip.has(row));
				doneAll += skip.size;
				for (let from = 0; from < rows.length; from += size) {
					await new Promise((resolve) => setTimeout(resolve, batchDelay));
					if (signal?.aborted) return { outcome: 'cancelled' };
					const batch = rows.slice(from, from + size);
					const knees = batch.map((row) => request.knees[row]);
					const { readings, maps } = fakeReadings(
						network(model),
						knees.map(({ grade }) => grade),
						knees.map(({ id }) => keyOf(id))
					);
					onBatch({ model, rows: batch, readings, maps });
					doneAll += batch.length;
					onProgress({
						model,
						done: skip.size + from + batch.length,
						total: request.knees.length,
						doneAll,
						totalAll,
						secondsPerReading: 1 / 40,
						secondsLeft: (totalAll - doneAll) / 40
					});
				}
			}
			return { outcome: 'done' };
		},
		readImages: async (model, pixels) => {
			const count = pixels.length / 224 ** 2;
			const grades = Array.from({ length: count }, (_, i) => pixels[i * 224 ** 2] % 5);
			return fakeReadings(network(model), grades, [...grades.keys()]);
		},
		dispose: async () => {}
	};
}
