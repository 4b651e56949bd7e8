import { DEFAULT_SEED } from '#lib/core/statistics/bootstrap.ts';
import type { Combination } from '#lib/core/combine/combination.ts';
import type { Confusion } from '#lib/core/metrics/confusion.ts';
import { HEADLINE_FIGURES } from '#lib/core/metrics/registry.ts';
import type { Metrics } from '#lib/core/metrics/metrics.ts';
import type { PairedComparison } from '#lib/core/comparison/paired-comparison.ts';
import type { UncertainMetric } from '#lib/runtime/compute/uncertainty.ts';
import {
	comparedIds,
	comparedSystem,
	ensembleId,
	schemeOfId
} from '#lib/study/systems/compared-systems.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { comparisonOf, estimateOf } from '#lib/study/systems/system-estimates.ts';
import type { SystemId } from '#lib/study/systems/systems.svelte.ts';

export type MetricRecord<Value> = Record<UncertainMetric, Value>;

/** What the page says of one network or ensemble. */
export interface ExportedSystem {
	/** As in predictions.csv, e.g. `resnet50` or `ensemble:f1`. */
	id: SystemId;
	/** Evaluated knees it has read. */
	knees: number;
	confusion: Confusion;
	metrics: Metrics;
	/** Of 95 %; null where unknown. */
	intervals: MetricRecord<{ lower: number; upper: number } | null>;
	/** Knees whose grade is not that of the highest score; 0 unless another rule decides. */
	otherThanHighest: number;
}

/** One system minus another on the same knees. */
export interface ExportedDifference {
	a: SystemId;
	b: SystemId;
	metrics: MetricRecord<PairedComparison | null>;
}

/** Every figure of the page that leaves it, in full precision. */
export interface ExportedFigures {
	systems: readonly ExportedSystem[];
	/** Every two systems, the first in the order of `systems` minus the later one. */
	differences: readonly ExportedDifference[];
	/** What the intervals were computed from; null where they are not known. */
	bootstrap: { knees: number; subjects: number; resamples: number; seed: number } | null;
	/** The knees that the figures are of, in words, and how many; null where they are of all evaluated knees. */
	filter: { words: string; knees: number } | null;
	/** The networks, in the order of the weights. */
	members: readonly SystemId[];
	/** How each ensemble is made of the members. */
	ensembles: Readonly<Record<SystemId, Combination>>;
}

/** The figures as they stand on the page now. Systems that have read no knee are left out. */
export function exportedFigures(study: Study): ExportedFigures {
	const { filter, systems, intervals } = study;
	const ids = comparedIds(systems).filter((id) => comparedSystem(systems, id)!.known > 0);
	const known = intervals.known?.result;
	return {
		systems: ids.map((id) => exportedSystem(study, id)),
		differences: ids.flatMap((a, place) =>
			ids.slice(place + 1).map((b) => ({
				a,
				b,
				metrics: eachMetric((metric) => comparisonOf(study, intervalKey(a), intervalKey(b), metric))
			}))
		),
		bootstrap: known
			? {
					knees: known.knees,
					subjects: known.subjects,
					resamples: known.resamples,
					seed: DEFAULT_SEED
				}
			: null,
		filter: filter.state === 'off' ? null : { words: filter.words, knees: filter.rows.length },
		members: systems.models.map(({ id }) => id),
		ensembles: Object.fromEntries(
			systems.choices.flatMap((choice) => {
				const combination = systems.combinationOf(choice);
				return combination ? [[ensembleId(choice), combination]] : [];
			})
		)
	};
}

function exportedSystem(study: Study, id: SystemId): ExportedSystem {
	const system = comparedSystem(study.systems, id)!;
	const { confusion, known, metrics, predictions, highest } = system;
	const scheme = schemeOfId(id) ?? undefined;
	return {
		id,
		knees: known,
		confusion,
		metrics,
		intervals: eachMetric((metric) => estimateOf(study, system, metric, scheme).interval),
		otherThanHighest: study.systems.rows.filter(
			(row) => predictions[row] >= 0 && highest[row] !== predictions[row]
		).length
	};
}

/** How the page's intervals call a system. */
function intervalKey(id: SystemId): string {
	return schemeOfId(id) ?? id;
}

function eachMetric<Value>(value: (metric: UncertainMetric) => Value): MetricRecord<Value> {
	return Object.fromEntries(
		HEADLINE_FIGURES.map((metric) => [metric, value(metric)])
	) as MetricRecord<Value>;
}
