import type { BackendPreference, BackendReport } from '#lib/core/backend.ts';
import type { LayerGraph } from '#lib/core/layer-graph.ts';
import type { Exposure, Preprocessing } from '#lib/core/model-card.ts';
import type { Readings } from '#lib/core/study.ts';
import type { BackendOptions, OpenBackend } from './backend.types.ts';
import { chooseBackend } from './choose-backend.ts';
import { DeviceLostError, EngineStateError } from './errors.ts';
import { Network } from './network.ts';

export interface EngineOptions extends BackendOptions {
	/** Called once if the device goes away by itself; the engine must then be started again. */
	onLost?: (error: DeviceLostError) => void;
}

/**
 * Compiles networks and reads knees with them on one backend. TensorFlow.js has one current backend, so
 * a page or worker runs one engine at a time. Work is done in the order it was asked for.
 */
export class Engine {
	#backend: OpenBackend | null = null;
	#report: BackendReport | null = null;
	#lost: DeviceLostError | null = null;
	#networks = new Map<string, Network>();
	#queue: Promise<unknown> = Promise.resolve();
	/** Ends the work in progress with an error. */
	#abandon: ((error: DeviceLostError) => void) | null = null;

	/** The running backend; null before `start` and after `dispose`. */
	get report(): BackendReport | null {
		return this.#report;
	}

	/**
	 * Chooses a backend. Called again it drops all networks and starts over.
	 *
	 * @throws NoBackendError
	 */
	start(
		preference: BackendPreference = 'auto',
		{ onLost, ...options }: EngineOptions = {}
	): Promise<BackendReport> {
		return this.#inTurn(async () => {
			this.#release();
			const { backend, report } = await chooseBackend(preference, options);
			this.#backend = backend;
			this.#report = report;
			void backend.lost.then((reason) => {
				if (this.#backend !== backend) return;
				this.#lost = new DeviceLostError(backend.name, reason);
				this.#abandon?.(this.#lost);
				onLost?.(this.#lost);
			});
			return report;
		});
	}

	/**
	 * Puts a network on the device, in place of one of the same name, and warms it up: programs are
	 * compiled now, so that the first batch does not stall.
	 *
	 * @param imageSize `[height, width]` of the images it is to read; the network's own by default
	 * @throws UnsupportedHeadError, UnsupportedNetworkError, DeviceLostError
	 */
	compile(
		name: string,
		graph: LayerGraph,
		preprocessing: Preprocessing,
		exposure: Exposure = 'as-is',
		imageSize?: readonly [number, number]
	): Promise<Network> {
		return this.#onDevice(async (backend) => {
			const network = Network.compile(
				{ ...graph, name },
				preprocessing,
				backend,
				exposure,
				imageSize
			);
			try {
				await backend.precompile?.(() => network.trace());
				await network.warmUp();
			} catch (error) {
				network.dispose();
				throw error;
			}
			this.#networks.get(name)?.dispose();
			this.#networks.set(name, network);
			return network;
		});
	}

	/**
	 * @param name of a compiled network
	 * @param pixels `[count, height, width]` of the image size, grey 0-255
	 * @throws InvalidReadingError, DeviceLostError
	 */
	read(name: string, pixels: Uint8Array, count: number): Promise<Readings> {
		return this.#onDevice(async () => {
			const network = this.#networks.get(name);
			if (!network) throw new EngineStateError(`The network ${name} has not been compiled.`);
			return network.read(pixels, count);
		});
	}

	/** Drops one network; unknown names are ignored. */
	discard(name: string): Promise<void> {
		return this.#inTurn(async () => {
			this.#networks.get(name)?.dispose();
			this.#networks.delete(name);
		});
	}

	/** Drops all networks and gives the device back. Can be started again. */
	dispose(): Promise<void> {
		return this.#inTurn(async () => this.#release());
	}

	#release(): void {
		for (const network of this.#networks.values()) network.dispose();
		this.#networks.clear();
		this.#backend?.close();
		this.#backend = null;
		this.#report = null;
		this.#lost = null;
	}

	#onDevice<T>(work: (backend: OpenBackend) => Promise<T>): Promise<T> {
		return this.#inTurn(async () => {
			const backend = this.#backend;
			if (!backend) throw new EngineStateError('The engine has not been started.');
			if (this.#lost) throw this.#lost;
			return new Promise<T>((resolve, reject) => {
				this.#abandon = reject;
				work(backend).then(resolve, reject);
			}).finally(() => (this.#abandon = null));
		});
	}

	#inTurn<T>(work: () => Promise<T>): Promise<T> {
		const result = this.#queue.then(work);
		this.#queue = result.catch(() => {});
		return result;
	}
}
