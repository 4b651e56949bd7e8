import { rocAuc } from '#lib/core/metrics/roc-auc.ts';
import {
	rocCurve,
	screeningAt,
	thresholdForSensitivity,
	type Screening
} from '#lib/core/metrics/screening.ts';
import {
	positiveFrom,
	screenedKnees,
	type ScreenedKnees
} from '#lib/study/answers/screened-knees.ts';
import { ScreeningIntervals } from '#lib/study/answers/screening-intervals.svelte.ts';
import { keptThreshold } from '#lib/study/view/screening-view.ts';
import { comparedSystem } from '#lib/study/systems/compared-systems.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { ENSEMBLE, type System } from '#lib/study/systems/systems.svelte.ts';

/** The screening that the page shows: whose, at which threshold, and what comes of it. */
export class ScreeningState {
	readonly #study: Study;
	readonly #from: number = $derived.by(() => positiveFrom(this.#study.table.scale));
	readonly system: System = $derived.by(() => {
		const { systems, view } = this.#study;
		return comparedSystem(systems, view.screening.system ?? ENSEMBLE) ?? systems.ensemble;
	});
	/** The same while only the rule changes, which plays no part here; so is all that follows from them. */
	readonly #scores = $derived(this.system.scores);
	readonly #highest = $derived(this.system.highest);
	readonly #knees: ScreenedKnees = $derived.by(() =>
		screenedKnees(
			this.#study.table,
			{ scores: this.#scores, highest: this.#highest },
			this.#study.systems.rows
		)
	);
	/** Empty while no knee is read. */
	readonly curve: readonly Screening[] = $derived.by(() =>
		this.#knees.rows.length === 0 ? [] : rocCurve(this.#knees.truth, this.#knees.scores, this.#from)
	);
	readonly area: number | null = $derived.by(() =>
		rocAuc(
			this.#knees.truth.map((grade) => grade >= this.#from),
			this.#knees.scores
		)
	);
	readonly at: Screening = $derived.by(() =>
		screeningAt(
			this.#knees.truth,
			this.#knees.scores,
			this.#study.view.screening.threshold,
			this.#from
		)
	);
	readonly #input = $derived.by(() => {
		const { rows, truth, scores } = this.#knees;
		if (rows.length === 0) return null;
		return {
			truth: [...truth],
			positiveFrom: this.#from,
			subjects: rows.map((row) => this.#study.table.knees[row].subject),
			scores,
			threshold: this.#study.view.screening.threshold
		};
	});
	readonly intervals: ScreeningIntervals;
	/** Validation knees that the system has read. */
	readonly #valKnees: ScreenedKnees = $derived.by(() =>
		screenedKnees(
			this.#study.table,
			{ scores: this.#scores, highest: this.#highest },
			this.#study.table.rows('val')
		)
	);

	constructor(study: Study) {
		this.#study = study;
		this.intervals = new ScreeningIntervals(study.compute, () => this.#input);
	}

	/** Changes when intervals have to be computed again. */
	get input(): object | null {
		return this.#input;
	}

	get valKnees(): number {
		return this.#valKnees.rows.length;
	}

	set threshold(threshold: number) {
		const { view } = this.#study;
		view.screening = { ...view.screening, threshold: keptThreshold(threshold) };
	}

	/** The highest threshold, as far as an address keeps it, that finds so many of the validation knees; null without any. */
	thresholdOnVal(sensitivity: number): number | null {
		const { truth, scores } = this.#valKnees;
		if (truth.length === 0) return null;
		const found = thresholdForSensitivity(rocCurve(truth, scores, this.#from), sensitivity);
		return found && keptThreshold(found.threshold);
	}
}
