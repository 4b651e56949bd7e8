import { untrack } from 'svelte';
import type { RiskRange } from '#lib/charts/curves/risk-curve.ts';
import {
	coverageAtRisk,
	riskAtCoverage,
	riskCoverage,
	type RiskCoverage,
	type RiskCoveragePoint
} from '#lib/core/metrics/risk-coverage.ts';
import type { SelectiveIntervals } from '#lib/core/statistics/risk-coverage-bootstrap.ts';
import type { Range } from '#lib/core/statistics/wilson-interval.ts';
import { LEAST_COVERAGE } from '#lib/study/view/certainty-view.svelte.ts';
import { Latest } from '#lib/study/jobs/latest.svelte.ts';
import type { ShownCertainty, ShownSystem } from './shown-certainty.svelte.ts';

/** Coverages that intervals are computed for, 0-1: every whole percent that can be chosen. */
const COVERAGES = Array.from(
	{ length: 101 - LEAST_COVERAGE },
	(_, place) => (LEAST_COVERAGE + place) / 100
);

/** Risk that coverage is looked for at: one knee in ten wrong, or a tenth of a grade. */
export const ALLOWED_RISK = 0.1;

/** One system when it grades only its most confident knees. */
export interface SelectiveSystem {
	of: ShownSystem;
	curve: RiskCoverage;
	/** At the coverage chosen. */
	at: RiskCoveragePoint;
	/** Of the risk there; null while it is not known, and where it cannot be told. */
	interval: Range | null;
	/** Of the area under the curve. */
	areaInterval: Range | null;
	/** Most knees that can be graded at {@link ALLOWED_RISK}, 0-1. */
	coverage: number;
	coverageInterval: Range | null;
	/** Rows of the study: knees that are not graded. */
	leftOut: readonly number[];
	/** Rows of the study: knees that are graded, and wrongly. */
	mistakes: readonly number[];
}

/** Risk against coverage of every system. Made while a component is set up. */
export class SelectiveGradings {
	readonly #shown: ShownCertainty;
	readonly #answer = new Latest<SelectiveIntervals[]>();

	readonly #gradings = $derived.by(() => {
		const { truth, classCount } = this.#shown.all;
		const { loss } = this.#shown.study.view.certainty;
		return this.#shown.systems.map(({ system, shown }) => {
			const read = this.#shown.all.rows.map((row) => system.predictions[row]);
			const steps = read.map((grade, i) => Math.abs(grade - truth[i]));
			return {
				confidence: truth.map((_, i) => shown[i * classCount + read[i]]),
				losses: loss === 'error' ? steps.map((step) => Math.min(step, 1)) : steps
			};
		});
	});

	readonly #curves = $derived(
		this.#gradings.map(({ confidence, losses }) => riskCoverage(confidence, losses))
	);

	readonly systems: readonly SelectiveSystem[] = $derived.by(() => {
		const { coverage } = this.#shown.study.view.certainty;
		const { rows } = this.#shown.all;
		return this.#shown.systems.flatMap((of, s) => {
			const curve = this.#curves[s];
			if (!curve) return [];
			const at = riskAtCoverage(curve, coverage / 100);
			const { confidence, losses } = this.#gradings[s];
			const known = this.#answer.value?.[s];
			const graded = (i: number) => confidence[i] >= at.threshold;
			return {
				of,
				curve,
				at,
				interval: known?.risks[coverage - LEAST_COVERAGE] ?? null,
				areaInterval: known?.area ?? null,
				coverage: coverageAtRisk(curve, ALLOWED_RISK)?.coverage ?? 0,
				coverageInterval: known?.coverage ?? null,
				leftOut: rows.filter((_, i) => !graded(i)),
				mistakes: rows.filter((_, i) => graded(i) && losses[i] > 0)
			};
		});
	});

	/** Intervals of the chosen system's curve; null while they are not known. */
	readonly band: readonly RiskRange[] | null = $derived.by(() => {
		const place = this.#shown.systems.findIndex((one) => one === this.#shown.chosen);
		const ranges = this.#answer.value?.[place]?.risks;
		return (
			ranges?.flatMap((range, c) => (range ? [{ ...range, coverage: COVERAGES[c] }] : [])) ?? null
		);
	});

	constructor(shown: ShownCertainty) {
		this.#shown = shown;
		$effect(() => {
			if (!shown.near) return;
			const { subjects } = shown.all;
			const input = {
				subjects,
				systems: this.#gradings,
				coverages: COVERAGES,
				allowed: ALLOWED_RISK
			};
			void untrack(() =>
				this.#answer.set(
					subjects.length === 0 ? null : () => shown.study.compute.riskUncertaintyOf(input)
				)
			);
		});
	}

	get failure(): Error | null {
		return this.#answer.error;
	}
}
