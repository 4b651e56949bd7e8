import { asError } from '#lib/core/async/as-error.ts';
import type { WeightSearch } from '#lib/core/combine/weight-search.ts';
import type { SearchedMeasure } from '#lib/runtime/compute/search-weights.ts';
import { newOwnEnsemble, type OwnEnsemble, type WeightsFrom } from './own-ensemble.ts';
import type { Study } from '#lib/study/study.svelte.ts';

/** On which knees weights are searched, and by what they are judged. */
export interface WeightsWanted {
	from: Exclude<WeightsFrom, 'hand'>;
	measure: SearchedMeasure;
	perGrade: boolean;
}

export type WeightQuestPhase =
	| { kind: 'idle' }
	| { kind: 'searching'; knees: number }
	/** The measure with the weights found and with equal ones, both on the knees they were chosen on. */
	| { kind: 'done'; wanted: WeightsWanted; value: number | null; equalValue: number | null }
	| { kind: 'failed'; error: Error };

/** The search for the weights of one's own ensemble; the latest request wins. */
export class WeightQuestState {
	readonly #study: Study;
	#latest = 0;
	#phase = $state.raw<WeightQuestPhase>({ kind: 'idle' });

	constructor(study: Study) {
		this.#study = study;
	}

	get phase(): WeightQuestPhase {
		return this.#phase;
	}

	/** Rows that weights can be found on: those that every network has read. */
	rows(from: WeightsWanted['from']): number[] {
		const { systems, table } = this.#study;
		const rows = from === 'val' ? table.rows('val') : table.evaluatedRows;
		return rows.filter((row) => systems.models.every(({ highest }) => highest[row] >= 0));
	}

	/**
	 * Finds weights in the worker and makes them those of one's own ensemble; not where that has come to combine other
	 * networks, or in another way, meanwhile.
	 */
	async find(wanted: WeightsWanted): Promise<void> {
		const { systems, table, compute } = this.#study;
		const rows = this.rows(wanted.from);
		const own = systems.own ?? newOwnEnsemble(systems.models.length);
		const members = systems.models.filter((_, member) => member !== own.without);
		const request = ++this.#latest;
		this.#phase = { kind: 'searching', knees: rows.length };
		try {
			const found = await compute.searchWeights({
				truth: rows.map((row) => table.grades[row]),
				members: members.map(({ scores }) => scores.gather(rows).values),
				classCount: table.classCount,
				measure: wanted.measure,
				perGrade: wanted.perGrade
			});
			if (request !== this.#latest) return;
			const latest = systems.own ?? own;
			if (latest.without !== own.without || latest.way !== own.way) return this.cancel();
			systems.own = withWeights(latest, found, wanted.from);
			systems.scheme = 'own';
			const { value, equalValue } = found;
			this.#phase = { kind: 'done', wanted, value, equalValue };
		} catch (thrown) {
			if (request === this.#latest) this.#phase = { kind: 'failed', error: asError(thrown) };
		}
	}

	/** What is still on its way is dropped. */
	cancel(): void {
		this.#latest += 1;
		this.#phase = { kind: 'idle' };
	}
}

/** The ensemble with the weights found, in percent; one that is left out has none. */
function withWeights(own: OwnEnsemble, { table }: WeightSearch, from: WeightsFrom): OwnEnsemble {
	const weights = table.map((row) => row.map((weight) => Math.round(100 * weight)));
	if (own.without !== null)
		weights.splice(
			own.without,
			0,
			table[0].map(() => 0)
		);
	return { ...own, way: 'free', from, weights, weightsFrom: from };
}
