import type { LayerGraph } from '#lib/core/layer-graph.ts';
import type { Exposure, Preprocessing } from '#lib/core/model-card.ts';
import type { Readings } from '#lib/core/study.ts';
import { DeviceLostError } from '#lib/engine/errors.ts';
import type { ReaderEngine } from '#lib/runtime/reader.ts';

/** Reads an image as its first pixel: that is the first logit. Remembers what it was asked. */
export class FakeEngine implements ReaderEngine {
	starts: string[] = [];
	compiled: string[] = [];
	/** What each was compiled for. */
	preparations: { name: string; preprocessing: Preprocessing; exposure: Exposure }[] = [];
	reads: { name: string; firstPixels: number[] }[] = [];
	/** Numbers of the reads, from 1, that lose the device. */
	losesAt = new Set<number>();
	#ready = new Set<string>();
	#calls = 0;

	async start(preference = 'auto') {
		this.starts.push(preference);
		this.#ready.clear();
		return {
			backend: 'wasm' as const,
			device: null,
			accelerated: false,
			passedOver: [],
			selfTestError: 0
		};
	}

	async compile(
		name: string,
		_graph: LayerGraph,
		preprocessing: Preprocessing,
		exposure: Exposure
	) {
		this.compiled.push(name);
		this.preparations.push({ name, preprocessing, exposure });
		this.#ready.add(name);
		const grid = { rows: 1, columns: 1, offsetX: 0, offsetY: 0, strideX: 32, strideY: 32 };
		return { grid, features: 1, batchSize: 2 };
	}

	async read(name: string, pixels: Uint8Array, count: number): Promise<Readings> {
		if (!this.#ready.has(name)) throw new Error(`${name} is not on the device`);
		if (this.losesAt.has(++this.#calls)) {
			this.#ready.clear();
			throw new DeviceLostError('webgpu', 'unplugged');
		}
		const firstPixels = Array.from({ length: count }, (_, i) => pixels[i * 224 * 224]);
		this.reads.push({ name, firstPixels });
		const logits = new Float32Array(count * 5);
		firstPixels.forEach((value, i) => (logits[i * 5] = value));
		return {
			count,
			logits,
			probabilities: new Float32Array(count * 5).fill(0.2),
			pooled: new Float32Array(count),
			maps: new Float32Array(count * 5),
			mapPeaks: new Float32Array(count * 5)
		};
	}

	async dispose() {
		this.#ready.clear();
	}
}
