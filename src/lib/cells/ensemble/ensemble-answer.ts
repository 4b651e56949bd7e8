import { beforeRounding, differenceText } from '#lib/words/figure-words.ts';
import { testText } from '#lib/words/verdict-words.ts';
import { formatCount, formatInterval, formatPercent } from '#lib/core/text/format.ts';
import { ENSEMBLE_SCHEMES } from '#lib/core/combine/ensemble.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { comparisonOf } from '#lib/study/systems/system-estimates.ts';
import type { System } from '#lib/study/systems/systems.svelte.ts';
import { ensembleInSentence } from '#lib/words/chart-reader.ts';
import { verdictOf } from './ensemble-changes.ts';

/** The network with the highest balanced accuracy; null before anything is read. */
export function bestModel({ systems }: Study): System | null {
	return systems.models.reduce<System | null>((best, model) => {
		const value = model.metrics.balancedAccuracy;
		return value !== null && value > (best?.metrics.balancedAccuracy ?? -1) ? model : best;
	}, null);
}

/** Whether the chosen ensemble beats its best member, in two sentences; empty while unknown. */
export function ensembleAnswer(study: Study): string {
	const { scheme, ensemble } = study.systems;
	const best = bestModel(study);
	if (!best || ensemble.metrics.balancedAccuracy === null || best.known !== ensemble.known) {
		return '';
	}
	const result =
		`On these ${formatCount(ensemble.known)} knees ${ensembleInSentence(scheme)} ` +
		`reaches ${formatPercent(ensemble.metrics.balancedAccuracy, 1)} balanced accuracy, the single network ` +
		`with the highest here, ${best.title}, ${formatPercent(best.metrics.balancedAccuracy, 1)}.`;
	const comparison = comparisonOf(study, scheme, best.id);
	if (!comparison?.difference || !comparison.test) return result;
	const { difference, adjusted, test } = comparison;
	const interval = adjusted
		? ` (adjusted 95% interval ${formatInterval(adjusted, { plus: true })})`
		: '';
	const rounding = beforeRounding(
		'balancedAccuracy',
		ensemble.metrics.balancedAccuracy,
		best.metrics.balancedAccuracy
	);
	const points = `${differenceText('balancedAccuracy', difference.estimate)}${rounding}${interval}`;
	const p = testText(test, comparison.verdict);
	const verdicts = {
		'no significant difference': `The difference, ${points}, is not significant: ${p}.`,
		borderline: `The difference, ${points}, is borderline: ${p}.`,
		better: `It is better by ${points}, ${p}.`,
		worse: `It is worse: ${points}, ${p}.`
	};
	return `${result} ${verdicts[verdictOf(comparison)]}`;
}

/** How far the ways of combining lie apart, in a sentence; empty while unknown. */
export function schemesText(study: Study): string {
	if (study.systems.weightsSource.kind === 'equal') {
		return 'The three ways of combining are identical here, because no weights are known.';
	}
	const values = ENSEMBLE_SCHEMES.map(
		(scheme) => study.systems.ensembles[scheme].metrics.balancedAccuracy
	).filter((value) => value !== null);
	if (values.length < ENSEMBLE_SCHEMES.length) return '';
	const spread = 100 * (Math.max(...values) - Math.min(...values));
	const pairs = [
		['mean', 'accuracy'],
		['mean', 'f1'],
		['accuracy', 'f1']
	].map(([a, b]) => comparisonOf(study, a, b));
	const known = pairs.filter((pair) => pair !== null);
	const significant = known.filter(({ verdict }) => verdict.endsWith('better')).length;
	const apart = `The three ways of combining differ by at most ${spread.toFixed(1)} points of balanced accuracy on these knees`;
	if (known.length < pairs.length) return `${apart}.`;
	if (significant === 0) {
		return `${apart}, and no two differ significantly. Do not pick one for its last decimal.`;
	}
	return `${apart}; of the three pairs ${significant === 3 ? 'all differ' : significant === 1 ? 'one differs' : 'two differ'} significantly.`;
}
