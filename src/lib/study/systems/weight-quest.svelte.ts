import type { WeightSearch } from '#lib/core/combine/weight-search.ts';
import type { SearchedMeasure } from '#lib/runtime/compute/search-weights.ts';
import { newOwnEnsemble, type OwnEnsemble, type WeightsFrom } from './own-ensemble.ts';
import { Latest } from '#lib/study/jobs/latest.svelte.ts';
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
	readonly #found = new Latest<Extract<WeightQuestPhase, { kind: 'done' }> | null>({
		atOnce: true
	});
	#knees = $state(0);

	constructor(study: Study) {
		this.#study = study;
	}

	get phase(): WeightQuestPhase {
		const { value, error, pending } = this.#found;
		if (pending) return { kind: 'searching', knees: this.#knees };
		return error ? { kind: 'failed', error } : (value ?? { kind: 'idle' });
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
		const own = systems.own ?? newOwnEnsemble(systems.models.length, table.classCount);
		const members = systems.models.filter((_, member) => member !== own.without);
		this.#knees = rows.length;
		await this.#found.set(async (signal) => {
			const found = await compute.searchWeights({
				truth: rows.map((row) => table.grades[row]),
				members: members.map(({ scores }) => scores.gather(rows).values),
				classCount: table.classCount,
				measure: wanted.measure,
				perGrade: wanted.perGrade
			});
			signal.throwIfAborted();
			const latest = systems.own ?? own;
			if (latest.without !== own.without || latest.way !== own.way) return null;
			systems.own = withWeights(latest, found, wanted.from);
			systems.scheme = 'own';
			const { value, equalValue } = found;
			return { kind: 'done', wanted, value, equalValue };
		});
	}

	/** What is still on its way is dropped. */
	cancel(): void {
		void this.#found.set(null);
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
