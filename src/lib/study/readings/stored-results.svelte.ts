import { asError } from '#lib/core/async/as-error.ts';
import { asSentence } from '#lib/core/as-sentence.ts';
import type { Preprocessing } from '#lib/core/image/preprocessing.ts';
import type { StudyManifest, StudyModel } from '#lib/core/records/study.ts';
import type { FileStore } from '#lib/data/files/file-store.ts';
import { matchStoredResults } from '#lib/data/sources/stored-results.ts';
import {
	loadStoredFeatures,
	loadStoredMaps,
	loadStoredProbabilities,
	loadStudyManifest,
	studyCount
} from '#lib/data/sources/stored-study.ts';
import type { KneeTable } from './knee-table.ts';
import type { ModelResults } from './model-results.svelte.ts';

/** What of the stored results of a network is fetched by itself. */
type Part = 'probabilities' | 'maps';

type PartState =
	| { kind: 'fetching' }
	| { kind: 'here' }
	/** Not of this network, or not to be had; with the failure where trying again may help. */
	| { kind: 'absent'; reason: string; failure: Error | null };

/** A part of the stored results that could not be fetched. */
export interface MissingResults {
	/** e.g. "Stored heat maps of Xception" */
	what: string;
	error: Error;
}

const FETCHING: PartState = { kind: 'fetching' };
const NOT_FETCHED = 'Its stored results could not be fetched.';

/**
 * The stored results of this study: of each network the probabilities first, then the heat maps. What belongs to another test
 * set or other networks is never shown. A file that fails leaves out its network alone, and can be asked for again.
 */
export class StoredResults {
	readonly #table: KneeTable;
	readonly #results: readonly ModelResults[];
	readonly #files: FileStore;
	#created = $state<string | null>(null);
	#states = $state.raw<ReadonlyMap<string, PartState>>(new Map());
	#failure = $state.raw<Error | null>(null);
	#fetching = $state(false);
	#likelier = $state.raw<ReadonlyMap<string, Preprocessing>>(new Map());

	/** @param files of the folder that holds study.json */
	constructor(table: KneeTable, results: readonly ModelResults[], files: FileStore) {
		this.#table = table;
		this.#results = results;
		this.#files = files;
	}

	/** When they were computed, ISO 8601; null before study.json has come. */
	get created(): string | null {
		return this.#created;
	}

	/** Networks whose stored results are shown. */
	get shown(): readonly ModelResults[] {
		return this.#results.filter(({ hasStored }) => hasStored);
	}

	/** The preprocessing under which a network's answers fitted these knees better when they were computed; null where none did. */
	likelierPreprocessing(name: string): Preprocessing | null {
		return this.#likelier.get(name) ?? null;
	}

	/** Whether something is still on its way. */
	get fetching(): boolean {
		return this.#fetching;
	}

	/** Why none are shown, in sentences; empty where some are. */
	get reason(): string {
		if (this.shown.length > 0) return '';
		if (this.#failure) return `They could not be fetched: ${asSentence(this.#failure.message)}`;
		const reasons = this.#results.map(({ name, card }) => {
			const state = this.#state(name, 'probabilities');
			const reason = state.kind === 'absent' ? state.reason : 'They have not arrived yet.';
			return { reason, text: `${card.title}: ${reason}` };
		});
		const [first] = reasons;
		return reasons.every(({ reason }) => reason === first.reason)
			? (first?.reason ?? '')
			: reasons.map(({ text }) => text).join(' ');
	}

	/** Why those of a network are not shown, or its stored heat maps, in a sentence; empty where they are. */
	reasonFor(name: string, part: Part): string {
		if (part === 'probabilities' && this.#resultsOf(name).hasStored) return '';
		const state = this.#state(name, part);
		if (state.kind === 'here') return '';
		if (state.kind === 'absent') return state.reason;
		return part === 'maps'
			? 'Its stored heat maps have not arrived yet.'
			: 'Its stored results have not arrived yet.';
	}

	/** What could not be fetched and may be there at another try. */
	readonly missing: readonly MissingResults[] = $derived.by(() => {
		if (this.#failure) return [{ what: 'Stored results', error: this.#failure }];
		return this.#results.flatMap(({ name, card }) =>
			(['probabilities', 'maps'] as const).flatMap((part) => {
				const state = this.#state(name, part);
				if (state.kind !== 'absent' || !state.failure) return [];
				const what = part === 'maps' ? 'Stored heat maps' : 'Stored results';
				return { what: `${what} of ${card.title}`, error: state.failure };
			})
		);
	});

	/**
	 * Fetches what is not here yet; asked again, tries again what failed.
	 *
	 * @param onProbabilities told when the probabilities of every network are here or known to be absent
	 */
	async fetch(onProbabilities: () => void = () => {}): Promise<void> {
		if (this.#fetching) return;
		this.#fetching = true;
		this.#failure = null;
		try {
			const manifest = await loadStudyManifest(this.#files);
			this.#created = manifest.created;
			await this.#fetchModels(manifest, onProbabilities);
		} catch (error) {
			this.#failure = asError(error);
			for (const { name } of this.#results) this.leaveOut(name, NOT_FETCHED);
		} finally {
			this.#fetching = false;
			onProbabilities();
		}
	}

	/** Says why a network has no stored results; what is here stays. */
	leaveOut(name: string, reason: string): void {
		for (const part of ['probabilities', 'maps'] as const) {
			if (this.#state(name, part).kind === 'here') continue;
			this.#set(name, part, { kind: 'absent', reason, failure: null });
		}
	}

	async #fetchModels(manifest: StudyManifest, onProbabilities: () => void): Promise<void> {
		const { fingerprint } = this.#table.manifest;
		const rows = manifest.splits.flatMap(({ split }) => [...this.#table.rows(split)]);
		const cards = this.#results.map(({ card }) => card);
		const subject = { testset: fingerprint, knees: rows.length, cards };
		const { models, refused } = await matchStoredResults(manifest, subject);
		for (const [name, reason] of refused) this.leaveOut(name, reason);
		this.#likelier = new Map(
			models.flatMap(({ name, likelierPreprocessing }) =>
				likelierPreprocessing ? [[name, likelierPreprocessing]] : []
			)
		);
		const fetched = models.map((model) => {
			const probabilities = this.#fetchProbabilities(model, rows, studyCount(manifest));
			return { probabilities, maps: probabilities.then(() => this.#fetchMaps(model, rows)) };
		});
		await Promise.all(fetched.map(({ probabilities }) => probabilities));
		onProbabilities();
		await Promise.all(fetched.map(({ maps }) => maps));
	}

	#fetchProbabilities(model: StudyModel, rows: readonly number[], count: number): Promise<void> {
		return this.#fetchPart(model, 'probabilities', async (results) => {
			const probabilities = await loadStoredProbabilities(
				this.#files,
				model,
				count,
				this.#table.classCount
			);
			results.setStored(rows, probabilities);
			results.features.offer({
				rows,
				bytes: model.features8.bytes,
				load: () => loadStoredFeatures(this.#files, model, count)
			});
		});
	}

	async #fetchMaps(model: StudyModel, rows: readonly number[]): Promise<void> {
		if (!this.#resultsOf(model.name).hasStored) {
			this.#set(model.name, 'maps', { kind: 'absent', reason: NOT_FETCHED, failure: null });
			return;
		}
		await this.#fetchPart(model, 'maps', async (results) => {
			const maps = await loadStoredMaps(this.#files, model, rows.length, this.#table.classCount);
			results.explanations.setStored(rows, maps, model.grid);
		});
	}

	async #fetchPart(
		{ name }: StudyModel,
		part: Part,
		fetch: (results: ModelResults) => Promise<void>
	): Promise<void> {
		if (this.#state(name, part).kind === 'here') return;
		this.#set(name, part, FETCHING);
		try {
			await fetch(this.#resultsOf(name));
			this.#set(name, part, { kind: 'here' });
		} catch (thrown) {
			const failure = asError(thrown);
			const what = part === 'maps' ? 'Its stored heat maps' : 'Its stored results';
			const reason = `${what} could not be fetched: ${asSentence(failure.message)}`;
			this.#set(name, part, { kind: 'absent', reason, failure });
		}
	}

	#resultsOf(name: string): ModelResults {
		return this.#results.find((results) => results.name === name)!;
	}

	#state(name: string, part: Part): PartState {
		return this.#states.get(`${part} ${name}`) ?? FETCHING;
	}

	#set(name: string, part: Part, state: PartState): void {
		this.#states = new Map(this.#states).set(`${part} ${name}`, state);
	}
}
