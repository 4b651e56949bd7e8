import { untrack } from 'svelte';
import { Settled } from '#lib/panels/film/settled.svelte.ts';
import { comparedReader } from '#lib/words/compared-names.ts';
import type { ChartReader } from '#lib/charts/series/reader.types.ts';
import { gradeForecasts, topForecasts } from '#lib/core/metrics/calibration.ts';
import { reliabilityDiagram, type ReliabilityBin } from '#lib/core/metrics/reliability-diagram.ts';
import {
	CALIBRATION_WAYS,
	calibrationInput,
	calibrationPoints,
	certaintyOf,
	type CalibrationMeasure,
	type CalibrationWay,
	type Certainty,
	type SystemCalibration,
	type SystemCertainty
} from '#lib/study/readings/certainty-readings.ts';
import type { Foretold } from '#lib/study/view/certainty-view.svelte.ts';
import { Latest } from '#lib/study/jobs/latest.svelte.ts';
import type { Study } from '#lib/study/study.svelte.ts';

/** A system as the cell shows it. */
export interface ShownSystem extends SystemCertainty {
	reader: ChartReader;
	/** Converted to the shares and at a temperature as chosen, as far as that is known. */
	way: CalibrationWay;
	/** Its probabilities in that way. */
	shown: Float64Array;
	bins: readonly ReliabilityBin[];
}

/** Measures of one system on the knees judged; null without knees. */
export type CalibrationPoints = Record<CalibrationMeasure, number | null>;

/** What the parts of the cell of certainty share. Made while a component is set up. */
export class ShownCertainty {
	readonly study: Study;
	/** Whether the cell is near what is visible: intervals are not computed before. */
	near = $state(false);
	readonly #pace: Settled;
	readonly #calibration = new Latest<SystemCalibration[]>();

	#last: Certainty | null = null;
	/** What was made of probabilities, which a rule leaves as they are. */
	readonly #bins = new WeakMap<Float64Array, Map<Foretold, readonly ReliabilityBin[]>>();
	readonly #points = new WeakMap<Float64Array, CalibrationPoints>();

	/** Follows a live run at a slower pace, the filter, the rule, the shares and the ensemble at once. */
	readonly all: Certainty = $derived.by(() => {
		const { systems } = this.study;
		void this.#pace.value;
		void [systems.rows, systems.decisionRule, systems.scheme, systems.ownCombination];
		void [systems.probabilityTarget, systems.priors];
		return (this.#last = untrack(() => certaintyOf(this.study, this.#last)));
	});

	readonly systems: readonly ShownSystem[] = $derived.by(() => {
		const { scaled } = this.study.view.certainty;
		return this.all.systems.map((one) => {
			const way = shownWay(one, scaled);
			const shown = one.probabilities[way]!;
			const reader = comparedReader(this.study, one.system.id)!;
			return { ...one, reader, way, shown, bins: this.#binsOf(shown) };
		});
	});

	/** The system looked at closer: the one chosen, else the last. */
	readonly chosen: ShownSystem | null = $derived.by(() => {
		const { system } = this.study.view.certainty;
		return this.systems.find((one) => one.system.id === system) ?? this.systems.at(-1) ?? null;
	});

	/** `points[system][way]`, known at once; null where that way is not known. */
	readonly points: readonly Record<CalibrationWay, CalibrationPoints | null>[] = $derived.by(() =>
		this.all.systems.map(
			({ probabilities }) =>
				Object.fromEntries(
					CALIBRATION_WAYS.map((way) => [
						way,
						probabilities[way] && this.#pointsOf(probabilities[way])
					])
				) as Record<CalibrationWay, CalibrationPoints | null>
		)
	);

	constructor(study: Study) {
		this.study = study;
		this.#pace = new Settled(() => study.results.reduce((sum, { version }) => sum + version, 0));
		let asked: readonly (Float64Array | null)[] | null = null;
		$effect(() => {
			if (!this.near) return;
			const input = calibrationInput(this.all);
			const lists = input.systems.flatMap((of) => CALIBRATION_WAYS.map((way) => of[way]));
			if (asked?.length === lists.length && lists.every((list, i) => list === asked![i])) return;
			asked = lists;
			const none = input.truth.length === 0;
			void untrack(() =>
				this.#calibration.set(none ? null : () => study.compute.calibrationOf(input))
			);
		});
	}

	/** The same with intervals, and on weighted knees; `value` is null while they are computed. */
	get calibration(): Latest<SystemCalibration[]> {
		return this.#calibration;
	}

	#binsOf(shown: Float64Array): readonly ReliabilityBin[] {
		const { truth, subjects, classCount } = this.all;
		const { foretold } = this.study.view.certainty;
		const known = this.#bins.get(shown) ?? new Map<Foretold, readonly ReliabilityBin[]>();
		this.#bins.set(shown, known);
		let bins = known.get(foretold);
		if (!bins) {
			const forecasts =
				foretold === 'top'
					? topForecasts(truth, shown, classCount)
					: gradeForecasts(truth, shown, foretold, classCount);
			bins = reliabilityDiagram(forecasts, undefined, subjects);
			known.set(foretold, bins);
		}
		return bins;
	}

	#pointsOf(rows: Float64Array): CalibrationPoints {
		const points =
			this.#points.get(rows) ?? calibrationPoints(this.all.truth, rows, this.all.classCount);
		this.#points.set(rows, points);
		return points;
	}
}

/** Shares and temperature as chosen; what is not known of them is left out. */
function shownWay({ probabilities }: SystemCertainty, scaled: boolean): CalibrationWay {
	if (scaled && probabilities.both) return 'both';
	if (probabilities.shares) return 'shares';
	return scaled && probabilities.temperature ? 'temperature' : 'asRead';
}
