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
	type SystemCertainty
} from '#lib/notebook/certainty-readings.ts';
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

	/** Follows a live run at a slower pace. */
	readonly all = $derived.by(() => {
		void this.#pace.value;
		void this.study.systems.scheme;
		return untrack(() => certaintyOf(this.study));
	});

	readonly systems: readonly ShownSystem[] = $derived.by(() => {
		const { truth, subjects, systems } = this.all;
		const { foretold, scaled } = this.study.view.certainty;
		return systems.map((one) => {
			const shown = scaled && one.after ? one.after : one.before;
			const forecasts =
				foretold === 'top' ? topForecasts(truth, shown) : gradeForecasts(truth, shown, foretold);
			const bins = reliabilityDiagram(forecasts, undefined, subjects);
			return { ...one, reader: comparedReader(this.study, one.system.id)!, shown, bins };
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
			const { truth, systems } = this.all;
			return systems.map(({ before, after }) => ({
				before: figuresOf(truth, before),
				after: after && figuresOf(truth, after)
			}));
		});

	constructor(study: Study) {
		this.study = study;
		this.#pace = new Settled(() => study.results.reduce((sum, { version }) => sum + version, 0));
		$effect(() => {
			if (!this.near) return;
			const { rows, truth, subjects, systems } = this.all;
			const before = systems.map((one) => one.before);
			const after = systems.map((one) => one.after);
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
}

function figuresOf(truth: readonly number[], rows: Float64Array): CalibrationFigures {
	return {
		logLoss: logLoss(truth, rows),
		topError: topCalibrationError(truth, rows),
		classwiseError: classwiseCalibrationError(truth, rows)
	};
}
