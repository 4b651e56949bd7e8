import { asError } from '#lib/core/async/as-error.ts';
import { untilAborted } from '#lib/core/async/until-aborted.ts';
import type { KneeReader, ModelProgress, ReadyModel } from '#lib/runtime/reader/reader.types.ts';
import type { ModelResults } from './model-results.svelte.ts';

export type ModelState = ModelProgress | { phase: 'waiting' } | { phase: 'failed'; error: Error };

const WAITING: ModelState = { phase: 'waiting' };

/** Which networks a reader has loaded, how far the others are, and why one could not be loaded. */
export class LoadedNetworks {
	/** Of the folder that holds a folder for each network; absolute, ends with `/`. */
	readonly #url: string;
	#states = $state.raw<ReadonlyMap<string, ModelState>>(new Map());
	#ready = $state.raw<ReadonlyMap<string, ReadyModel>>(new Map());

	constructor(url: string) {
		this.#url = url;
	}

	/** Networks that can read knees now. */
	get ready(): ReadonlyMap<string, ReadyModel> {
		return this.#ready;
	}

	state(name: string): ModelState {
		return this.#states.get(name) ?? WAITING;
	}

	/** The reader has none of them any more. */
	forget(): void {
		this.#ready = new Map();
		this.#states = new Map();
	}

	/**
	 * Loads networks one after the other; one that fails is left out. What a load reports after it has failed or was
	 * cancelled counts no more.
	 *
	 * @throws Error why, where none is ready; the signal's reason; what ended the reader
	 */
	async load(
		reader: KneeReader,
		networks: readonly ModelResults[],
		signal: AbortSignal
	): Promise<void> {
		const failures: Error[] = [];
		for (const network of networks) {
			try {
				await this.#loadOne(reader, network, signal);
			} catch (error) {
				if (signal.aborted || reader.ended) throw error;
				failures.push(asError(error));
				this.#set(network.name, { phase: 'failed', error: asError(error) });
			}
		}
		if (this.#ready.size === 0 && failures.length > 0) throw failures[0];
	}

	async #loadOne(
		reader: KneeReader,
		{ card, name }: ModelResults,
		signal: AbortSignal
	): Promise<void> {
		const before = this.state(name);
		let settled = false;
		const onProgress = (progress: ModelProgress) => {
			if (!settled && !signal.aborted) this.#set(name, progress);
		};
		const loading = reader.load(card, `${this.#url}${name}/`, onProgress, signal);
		try {
			const ready = await untilAborted(loading, signal);
			this.#ready = new Map(this.#ready).set(name, ready);
			this.#set(name, { phase: 'ready' });
		} catch (error) {
			this.#set(name, before.phase === 'failed' ? before : WAITING);
			throw error;
		} finally {
			settled = true;
		}
	}

	#set(name: string, state: ModelState): void {
		this.#states = new Map(this.#states).set(name, state);
	}
}
