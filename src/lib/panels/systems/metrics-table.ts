import { nouns } from '#lib/core/text/nouns.ts';
import { metricOf } from '#lib/core/metrics/registry.ts';
import type { Table } from '#lib/core/text/table.ts';
import type { EnsembleChoice } from '#lib/study/systems/own-ensemble.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { estimateOf, type UncertainMetric } from '#lib/study/systems/system-estimates.ts';
import type { System } from '#lib/study/systems/systems.svelte.ts';
import { fittedMark } from '#lib/words/compared-names.ts';
import { SCHEME_TITLES } from '#lib/words/chart-reader.ts';
import { intervalText, valueText } from '#lib/words/estimate-text.ts';

const METRICS: readonly { metric: UncertainMetric; label: string }[] = [
	{ metric: 'balancedAccuracy', label: 'Balanced accuracy' },
	{ metric: 'accuracy', label: 'Accuracy' },
	{ metric: 'quadraticWeightedKappa', label: 'Kappa' }
];

export interface NamedSystem {
	name: string;
	system: System;
	/** Which ensemble; null for a network. */
	scheme: EnsembleChoice | null;
}

/** The networks, then, where asked for, the ensembles. */
export function namedSystems({ systems }: Study, withEnsembles: boolean): NamedSystem[] {
	const models = systems.models.map((system) => ({ name: system.title, system, scheme: null }));
	if (!withEnsembles) return models;
	return [
		...models,
		...systems.choices.flatMap((scheme) => {
			const system = systems.ensembleOf(scheme);
			const name = SCHEME_TITLES[scheme] + fittedMark(systems, scheme);
			return system ? [{ name, system, scheme }] : [];
		})
	];
}

/** Headline metrics with their intervals, a system a row. */
export function metricsTable(study: Study, rows: readonly NamedSystem[]): Table {
	const metrics = METRICS.filter(
		({ metric }) => study.scale.ordinal || !metricOf(metric).ordinalOnly
	);
	return {
		caption: study.scale.ordinal
			? 'Balanced accuracy, accuracy and quadratic weighted kappa with 95% intervals'
			: 'Balanced accuracy and accuracy with 95% intervals',
		columns: [
			{ label: 'Reader' },
			{ label: nouns.Cases, numeric: true },
			...metrics.flatMap(({ label }) => [
				{ label, numeric: true },
				{ label: '95% interval', numeric: true }
			])
		],
		rows: rows.map(({ name, system, scheme }) => [
			name,
			system.known,
			...metrics.flatMap(({ metric }) => {
				const estimate = estimateOf(study, system, metric, scheme ?? undefined);
				if (estimate.value === null) return [null, null];
				return [valueText(metric, estimate), intervalText(metric, estimate)];
			})
		])
	};
}
