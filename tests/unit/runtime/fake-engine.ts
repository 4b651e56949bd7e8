import type { LayerGraph } from '#lib/core/network/layer-graph.ts';
import type { Exposure, Preprocessing } from '#lib/core/records/model-card.ts';
import type { Readings } from '#lib/core/records/study.ts';
import type { BackendName, BackendPreference } from '#lib/core/network/backend.ts';
import type { EngineOptions } from '#lib/engine/engine.ts';
import { DeviceLostError, NoBackendError } from '#lib/engine/errors.ts';
import type { ReaderEngine } from '#lib/runtime/reader/reliable-engine.ts';

/** Reads an image as its first pixel: that is the first logit. Remembers what it was asked. */
export class FakeEngine implements ReaderEngine {
	starts: string[] = [];
	compiled: string[] = [];
	/** What each was compiled for. */
	preparations: { name: string; preprocessing: Preprocessing; exposure: Exposure }[] = [];
	reads: { name: string; firstPixels: number[] }[] = [];
	/** Numbers of the reads, from 1, that lose the device. */
	losesAt = new Set<number>();
	/** What goes wrong in a compilation or read on a backend; null where nothing does. */
	failure: (backend: BackendName, network: string) => Error | null = () => null;
	/** Those that were chosen. */
	backends: BackendName[] = [];
	/** On which each read was made. */
	readOn: BackendName[] = [];
	#ready = new Set<string>();
	#calls = 0;

	async start(
		preference: BackendPreference = 'auto',
		{ broken = new Map<BackendName, string>() }: EngineOptions = {}
	) {
		this.starts.push(preference);
		this.#ready.clear();
		const order = preference === 'auto' ? (['webgpu', 'wasm', 'cpu'] as const) : [preference];
		const passedOver = [...broken].map(([backend, reason]) => ({ backend, reason }));
		const backend = order.find((name) => !broken.has(name));
		if (!backend) throw new NoBackendError(passedOver);
		this.backends.push(backend);
		return { backend, device: null, accelerated: false, passedOver, selfTestError: 0 };
	}

	async compile(
		name: string,
		_graph: LayerGraph,
		preprocessing: Preprocessing,
		exposure: Exposure
	) {
		this.compiled.push(name);
		this.#fail(name);
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
		this.#fail(name);
		this.readOn.push(this.backends.at(-1)!);
		const firstPixels = Array.from({ length: count }, (_, i) => pixels[i * 224 * 224]);
		this.reads.push({ name, firstPixels });
		const logits = new Float32Array(count * 5);
		firstPixels.forEach((value, i) => (logits[i * 5] = value));
		return {
			count,
			logits,
			probabilities: new Float32Array(count * 5).fill(0.2),
			pooled: new Float32Array(count)
		};
	}

	async readAndExplain(name: string, pixels: Uint8Array, count: number) {
		const readings = await this.read(name, pixels, count);
		const maps = { values: new Float32Array(count * 5), peaks: new Float32Array(count * 5) };
		return { readings, maps };
	}

	#fail(network: string): void {
		const error = this.failure(this.backends.at(-1)!, network);
		if (error) throw error;
	}

	async dispose() {
		this.#ready.clear();
	}
}
