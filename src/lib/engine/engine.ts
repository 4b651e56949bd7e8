import { asError } from '#lib/core/async/as-error.ts';
import type { MethodId } from '#lib/core/explain/attribution-methods.ts';
import type { BackendName, BackendPreference, BackendReport } from '#lib/core/network/backend.ts';
import type { ExplainedReadings } from '#lib/core/records/attribution.ts';
import type { LayerGraph } from '#lib/core/network/layer-graph.ts';
import type { Exposure, Preprocessing } from '#lib/core/records/model-card.ts';
import type { Readings } from '#lib/core/records/study.ts';
import { METHODS } from '#lib/engine/attribution/methods.ts';
import type { BackendOptions, OpenBackend } from '#lib/engine/backends/backend.types.ts';
import { chooseBackend } from '#lib/engine/backends/choose-backend.ts';
import {
	BackendFailedError,
	DeviceLostError,
	EngineStateError,
	ImageSizeError,
	InvalidReadingError,
	NotExplainableError,
	UnsupportedHeadError,
	UnsupportedNetworkError
} from './errors.ts';
import { Network } from '#lib/engine/run/network.ts';

export interface EngineOptions extends BackendOptions {
	/** Called once if the device goes away by itself; the engine must then be started again. */
	onLost?: (error: DeviceLostError) => void;
	/** Backends that are not to be tried, with the reason. */
	broken?: ReadonlyMap<BackendName, string>;
}

/** What does not come from the backend: the network or the caller is at fault, and no other backend would do better. */
const REFUSALS = [
	NotExplainableError,
	UnsupportedHeadError,
	UnsupportedNetworkError,
	ImageSizeError,
	EngineStateError
];

/** A lost device may be reported after the errors that come of it. */
const LOSS_MS = 1000;

/**
 * Compiles networks and reads knees with them on one backend. TensorFlow.js has one current backend, so
 * a page or worker runs one engine at a time. Work is done in the order it was asked for.
 */
export class Engine {
	#backend: OpenBackend | null = null;
	#report: BackendReport | null = null;
	/** Why the backend can do no more. */
	#broken: DeviceLostError | BackendFailedError | null = null;
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
		{ onLost, broken, ...options }: EngineOptions = {}
	): Promise<BackendReport> {
		return this.#inTurn(async () => {
			this.#release();
			const { backend, report } = await chooseBackend(preference, options, broken);
			this.#backend = backend;
			this.#report = report;
			void backend.lost?.then((reason) => {
				if (this.#backend !== backend) return;
				const lost = new DeviceLostError(backend.name, reason);
				this.#broken = lost;
				this.#abandon?.(lost);
				onLost?.(lost);
			});
			return report;
		});
	}

	/**
	 * Puts a network on the device, in place of one of the same name, and warms it up: programs are
	 * compiled now, so that the first batch does not stall.
	 *
	 * @param imageSize `[height, width]` of the images it is to read; the network's own by default
	 * @throws UnsupportedHeadError, UnsupportedNetworkError, DeviceLostError, BackendFailedError
	 */
	compile(
		name: string,
		graph: LayerGraph,
		preprocessing: Preprocessing,
		exposure: Exposure = 'as-is',
		imageSize?: readonly [number, number]
	): Promise<Network> {
		return this.#onDevice(name, async (backend) => {
			const network = Network.compile(
				{ ...graph, name },
				preprocessing,
				{ ...backend, methods: METHODS },
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
	 * @throws InvalidReadingError, DeviceLostError, BackendFailedError
	 */
	read(name: string, pixels: Uint8Array, count: number): Promise<Readings> {
		return this.#onDevice(name, async () => this.#compiled(name).read(pixels, count));
	}

	/**
	 * As `read`, with the attribution of every class at the last feature map, of the same pass.
	 *
	 * @param method its id; one that explains in the pass of a reading
	 * @throws NotExplainableError where there is no such method, or it takes passes of its own; else as `read`
	 */
	readAndExplain(
		name: string,
		pixels: Uint8Array,
		count: number,
		method: MethodId
	): Promise<ExplainedReadings> {
		return this.#onDevice(name, async () =>
			this.#compiled(name).readAndExplain(pixels, count, method)
		);
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

	#compiled(name: string): Network {
		const network = this.#networks.get(name);
		if (!network) throw new EngineStateError(`The network ${name} has not been compiled.`);
		return network;
	}

	#release(): void {
		for (const network of this.#networks.values()) network.dispose();
		this.#networks.clear();
		this.#backend?.close();
		this.#backend = null;
		this.#report = null;
		this.#broken = null;
	}

	#onDevice<T>(network: string, work: (backend: OpenBackend) => Promise<T>): Promise<T> {
		return this.#inTurn(async () => {
			const backend = this.#backend;
			if (!backend) throw new EngineStateError('The engine has not been started.');
			if (this.#broken) throw this.#broken;
			const abandoned = new Promise<never>((_, reject) => (this.#abandon = reject));
			try {
				const answer = await Promise.race([work(backend), abandoned]);
				if (backend.isLost?.()) throw new Error('the device was lost');
				return answer;
			} catch (error) {
				if (REFUSALS.some((refusal) => error instanceof refusal)) throw error;
				await reportedLoss(backend);
				if (this.#broken) throw this.#broken;
				if (error instanceof InvalidReadingError) throw error;
				this.#broken = new BackendFailedError(backend.name, network, asError(error).message);
				backend.abandon?.();
				throw this.#broken;
			} finally {
				this.#abandon = null;
			}
		});
	}

	#inTurn<T>(work: () => Promise<T>): Promise<T> {
		const result = this.#queue.then(work);
		this.#queue = result.catch(() => {});
		return result;
	}
}

/** Waits a moment for the report that the device was lost. */
async function reportedLoss({ lost }: OpenBackend): Promise<void> {
	if (lost) await Promise.race([lost, new Promise((resolve) => setTimeout(resolve, LOSS_MS))]);
}
