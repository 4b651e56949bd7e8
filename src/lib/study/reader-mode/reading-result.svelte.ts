import { MOST_EXCHANGES } from '#lib/core/comparison/exchange-test.ts';
import { confusionMatrix, type Confusion } from '#lib/core/metrics/confusion.ts';
import { metricsOf, type Metrics } from '#lib/core/metrics/metrics.ts';
import { pairSeenFrom, type PairedComparison } from '#lib/core/comparison/paired-comparison.ts';
import type { Uncertainty, UncertainMetric } from '#lib/runtime/compute/uncertainty.ts';
import { Latest } from '#lib/study/jobs/latest.svelte.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { SystemEstimate } from '#lib/study/systems/system-estimates.ts';
import type { System } from '#lib/study/systems/systems.svelte.ts';

/** How a network or the ensemble reads the knees of a reading. */
export interface SameKnees {
	system: System;
	/** `[knees]` grades; -1 where it has not read the knee. */
	grades: readonly number[];
	/** Knees it has not read. Unless 0, it cannot be compared. */
	missing: number;
	/** Knees it reads as the visitor does. */
	agreeing: number;
	/** Null while knees are missing. */
	confusion: Confusion | null;
	metrics: Metrics | null;
}

/**
 * A visitor's grades against the labels, and the networks and the chosen ensemble on the same knees. Intervals
 * come from one subject bootstrap of all of them, so that differences are paired.
 */
export class ReadingResult {
	readonly #study: Study;
	/** Rows of the graded knees, in the order of reading. */
	readonly rows: readonly number[];
	/** Grade given to each of `rows`. */
	readonly own: readonly number[];
	readonly confusion: Confusion;
	readonly metrics: Metrics;
	readonly others: readonly SameKnees[] = $derived.by(() => {
		const { models, ensemble } = this.#study.systems;
		return [...models, ensemble].map((system) => this.#sameKnees(system));
	});
	/** Changes exactly when a system that can be compared reads one of the knees as another grade. */
	readonly key: string = $derived.by(() =>
		this.#complete.map(({ system, grades }) => `${system.id} ${grades.join('')}`).join()
	);
	readonly #complete: readonly SameKnees[] = $derived(
		this.others.filter(({ missing }) => missing === 0)
	);
	readonly #answer = new Latest<{ order: readonly string[]; result: Uncertainty }>({
		atOnce: true
	});

	/** @param grades given to each of `rows`; knees without one are left out. At least one must have one. */
	constructor(study: Study, rows: readonly number[], grades: readonly (number | null)[]) {
		this.#study = study;
		this.rows = rows.filter((_, i) => grades[i] !== null);
		this.own = grades.filter((grade) => grade !== null);
		this.confusion = confusionMatrix(this.truth, this.own, study.table.classCount);
		this.metrics = metricsOf(this.confusion);
	}

	get truth(): number[] {
		return this.rows.map((row) => this.#study.table.grades[row]);
	}

	get subjects(): number {
		return new Set(this.rows.map((row) => this.#study.table.knees[row].subject)).size;
	}

	/** What went wrong while intervals were computed. */
	get failure(): Error | null {
		return this.#answer.error;
	}

	/** Computes the intervals again; the latest request wins. */
	async update(): Promise<void> {
		const complete = this.#complete;
		await this.#answer.set(async () => {
			const result = await this.#study.compute.uncertaintyOf({
				truth: this.truth,
				subjects: this.rows.map((row) => this.#study.table.knees[row].subject),
				systems: [[...this.own], ...complete.map(({ grades }) => [...grades])],
				compared: 'first with each',
				exchanges: MOST_EXCHANGES,
				classCount: this.#study.table.classCount
			});
			return { order: complete.map(({ system }) => system.id), result };
		});
	}

	/**
	 * A number and its 95 % interval.
	 *
	 * @param of null for the visitor
	 */
	estimate(of: SameKnees | null, metric: UncertainMetric): SystemEstimate {
		const metrics = of ? of.metrics : this.metrics;
		const value = metrics?.[metric] ?? null;
		if (value === null) return { value, interval: null, note: '' };
		if (this.#answer.error)
			return { value, interval: null, note: 'interval could not be computed' };
		const place = this.#placeOf(of);
		if (!this.#answer.value || place < 0)
			return { value, interval: null, note: 'interval being computed' };
		const interval = this.#answer.value.result.intervals[metric][place];
		return { value, interval, note: interval ? '' : 'interval unknown' };
	}

	/** The visitor against a system; all systems are the family of the test. Null while unknown. */
	comparison(minus: SameKnees, metric: UncertainMetric): PairedComparison | null {
		const place = this.#placeOf(minus);
		if (!this.#answer.value || place < 0) return null;
		return pairSeenFrom(this.#answer.value.result.comparisons[metric], 0, place);
	}

	#placeOf(of: SameKnees | null): number {
		if (of === null) return 0;
		const place = this.#answer.value?.order.indexOf(of.system.id) ?? -1;
		return place < 0 ? -1 : place + 1;
	}

	#sameKnees(system: System): SameKnees {
		const grades = this.rows.map((row) => system.predictions[row]);
		const missing = grades.filter((grade) => grade < 0).length;
		const confusion =
			missing > 0 ? null : confusionMatrix(this.truth, grades, this.#study.table.classCount);
		return {
			system,
			grades,
			missing,
			agreeing: grades.filter((grade, i) => grade === this.own[i]).length,
			confusion,
			metrics: confusion && metricsOf(confusion)
		};
	}
}
