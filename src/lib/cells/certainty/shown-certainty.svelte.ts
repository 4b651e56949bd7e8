import { untrack } from 'svelte';
import { Settled } from '#lib/cells/where-they-look/settled.svelte.ts';
import { comparedReader } from '#lib/cells/difference/compared-names.ts';
import type { ChartReader } from '#lib/charts/reader.types.ts';
import {
	classwiseCalibrationError,
	gradeForecasts,
	topCalibrationError,
	topForecasts
} from '#lib/core/calibration.ts';
import { logLoss } from '#lib/core/probability-scores.ts';
import { reliabilityDiagram, type ReliabilityBin } from '#lib/core/reliability-diagram.ts';
import {
	certaintyOf,
	type CalibrationMeasure,
	type CalibrationUncertainty,
	type Certainty,
	type SystemCertainty
} from '#lib/notebook/certainty-readings.ts';
import type { Foretold } from '#lib/notebook/certainty-view.svelte.ts';
import { LatestAnswer } from '#lib/notebook/latest-answer.svelte.ts';
import type { Study } from '#lib/notebook/study.svelte.ts';

/** A system as the cell shows it. */
export interface ShownSystem extends SystemCertainty {
	reader: ChartReader;
	/** Before or after temperature scaling, as the switch says; before where no temperature is known. */
	shown: Float64Array<ArrayBuffer>;
	bins: readonly ReliabilityBin[];
}

/** Measures of one system on the knees judged; null without knees. */
export type CalibrationFigures = Record<CalibrationMeasure, number | null>;

/** What the parts of the cell of certainty share. Made while a component is set up. */
export class ShownCertainty {
	readonly study: Study;
	/** Whether the cell is near what is visible: intervals are not computed before. */
	near = $state(false);
	readonly #pace: Settled;
	readonly #calibration = new LatestAnswer<CalibrationUncertainty[]>();

	#last: Certainty | null = null;
	/** What was made of probabilities, which a rule leaves as they are. */
	readonly #bins = new WeakMap<Float64Array, Map<Foretold, readonly ReliabilityBin[]>>();
	readonly #figures = new WeakMap<Float64Array, CalibrationFigures>();

	/** Follows a live run at a slower pace, the filter, the rule and the ensemble at once. */
	readonly all: Certainty = $derived.by(() => {
		const { systems } = this.study;
		void this.#pace.value;
		void [systems.rows, systems.decisionRule, systems.scheme, systems.ownCombination];
		return (this.#last = untrack(() => certaintyOf(this.study, this.#last)));
	});

	readonly systems: readonly ShownSystem[] = $derived.by(() => {
		const { scaled } = this.study.view.certainty;
		return this.all.systems.map((one) => {
			const shown = scaled && one.after ? one.after : one.before;
			const reader = comparedReader(this.study, one.system.id)!;
			return { ...one, reader, shown, bins: this.#binsOf(shown) };
		});
	});

	/** The system looked at closer: the one chosen, else the last. */
	readonly chosen: ShownSystem | null = $derived.by(() => {
		const { system } = this.study.view.certainty;
		return this.systems.find((one) => one.system.id === system) ?? this.systems.at(-1) ?? null;
	});

	/** `figures[system]`, before and after temperature scaling. */
	readonly figures: readonly { before: CalibrationFigures; after: CalibrationFigures | null }[] =
		$derived.by(() => {
			const { systems } = this.all;
			return systems.map(({ before, after }) => ({
				before: this.#figuresOf(before),
				after: after && this.#figuresOf(after)
			}));
		});

	constructor(study: Study) {
		this.study = study;
		this.#pace = new Settled(() => study.results.reduce((sum, { version }) => sum + version, 0));
		let asked: readonly (Float64Array | null)[] | null = null;
		$effect(() => {
			if (!this.near) return;
			const { rows, truth, subjects, systems } = this.all;
			const before = systems.map((one) => one.before);
			const after = systems.map((one) => one.after);
			const lists = [...before, ...after];
			if (asked?.length === lists.length && lists.every((list, i) => list === asked![i])) return;
			asked = lists;
			const input = { truth, subjects, before, after };
			void untrack(() =>
				this.#calibration.ask(
					rows.length === 0 ? null : () => study.compute.calibrationUncertaintyOf(input)
				)
			);
		});
	}

	/** Intervals of {@link figures}; `value` is null while they are computed. */
	get intervals(): LatestAnswer<CalibrationUncertainty[]> {
		return this.#calibration;
	}

	#binsOf(shown: Float64Array): readonly ReliabilityBin[] {
		const { truth, subjects } = this.all;
		const { foretold } = this.study.view.certainty;
		const known = this.#bins.get(shown) ?? new Map<Foretold, readonly ReliabilityBin[]>();
		this.#bins.set(shown, known);
		let bins = known.get(foretold);
		if (!bins) {
			const forecasts =
				foretold === 'top' ? topForecasts(truth, shown) : gradeForecasts(truth, shown, foretold);
			bins = reliabilityDiagram(forecasts, undefined, subjects);
			known.set(foretold, bins);
		}
		return bins;
	}

	#figuresOf(rows: Float64Array): CalibrationFigures {
		const { truth } = this.all;
		let figures = this.#figures.get(rows);
		if (!figures) {
			figures = {
				logLoss: logLoss(truth, rows),
				topError: topCalibrationError(truth, rows),
				classwiseError: classwiseCalibrationError(truth, rows)
			};
			this.#figures.set(rows, figures);
		}
		return figures;
	}
}
