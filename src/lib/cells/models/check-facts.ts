import type { Fact } from '#lib/components/table/FactsList.svelte';
import {
	formatInterval,
	formatNumber,
	formatPercent,
	formatPoints
} from '#lib/core/text/format.ts';
import type {
	CheckedFigures,
	Estimate,
	EstimatedChange,
	HeatOnMasks,
	ModelChecks,
	PhantomHeatCheck,
	QuantisationCheck
} from '#lib/core/records/model-checks.ts';
import { checkedKneesWords } from '#lib/words/knee-kind.ts';

/** Checks of one kind on the same knees. */
export interface CheckGroup {
	title: string;
	/** Which knees. */
	knees: string;
	facts: Fact[];
}

/** The checks of a card, figures first; all intervals are of 95 %. */
export function checkGroups(checks: ModelChecks): CheckGroup[] {
	const { phantomHeat, kneeHeat, kneeFigures, quantisation } = checks;
	const groups: CheckGroup[] = [];
	if (kneeFigures) {
		groups.push({
			title: 'Grades, as downloaded',
			knees: checkedKneesWords(kneeFigures.data),
			facts: figureFacts(kneeFigures.network)
		});
	}
	if (phantomHeat) {
		groups.push({
			title: `Heat on the drawn signs, grade ${phantomHeat.grades.join(' or ')} read correctly`,
			knees: checkedKneesWords(phantomHeat.data),
			facts: lesionFacts(phantomHeat)
		});
	}
	if (kneeHeat) {
		const { band, bandArea, heat, readArea } = kneeHeat;
		groups.push({
			title: `Heat at the joint, rows ${band.first} to ${band.end - 1}`,
			knees: checkedKneesWords(kneeHeat.data),
			facts: [
				{
					label: `Heat there, on ${formatPercent(bandArea)} of ${areaWords(readArea)}`,
					value: heat && `${formatPercent(heat.mean, 1)} (${formatInterval(heat)})`
				}
			]
		});
	}
	return [...groups, ...quantisation.map(roundingGroup)];
}

function figureFacts({
	balancedAccuracy,
	accuracy,
	quadraticWeightedKappa,
	meanAbsoluteError
}: CheckedFigures): Fact[] {
	return [
		{ label: 'Balanced accuracy', value: share(balancedAccuracy) },
		{ label: 'Accuracy', value: share(accuracy) },
		{ label: 'Quadratic weighted kappa', value: plain(quadraticWeightedKappa) },
		{ label: 'Mean absolute error in grades', value: plain(meanAbsoluteError) }
	];
}

function lesionFacts({ own, shuffled, widenedBy, readArea }: PhantomHeatCheck): Fact[] {
	const of = areaWords(readArea);
	const widened = own ? `, widened by ${widenedBy} px to ${formatPercent(own.widenedArea)}` : '';
	const area = own ? `, on ${formatPercent(own.maskArea)}` : '';
	return [
		{ label: `Peak in the lesion${widened} of ${of}`, value: peak(own) },
		{ label: 'Peak in the lesion of another knee', value: peak(shuffled) },
		{ label: `Heat in the lesion${area} of ${of}`, value: heat(own) },
		{ label: 'Heat in the lesion of another knee', value: heat(shuffled) }
	];
}

function roundingGroup(check: QuantisationCheck): CheckGroup {
	const { argmaxKept, meanDifference, maxDifference, balancedAccuracyChange: change } = check;
	return {
		title: 'Rounded for download, against the original',
		knees: checkedKneesWords(check.data),
		facts: [
			{ label: 'Same grade', value: formatPercent(argmaxKept, 1) },
			{
				label: 'Difference of scores, mean and maximum',
				value: `${formatPercent(meanDifference, 2)}, ${formatPercent(maxDifference, 2)}`
			},
			{
				label: 'Change of balanced accuracy',
				value: `${formatPoints(change.estimate)}${hasWidth(change) ? ` (${formatInterval(change, { plus: true })})` : ''}`
			}
		]
	};
}

/** Cards of before have an interval without width where no reading changed. */
function hasWidth({ lower, upper }: EstimatedChange): boolean {
	return lower !== null && upper !== null && lower < upper;
}

/** What areas are shares of; cards of before hold them against the whole picture. */
function areaWords(readArea = 1): string {
	return readArea < 1 ? 'the input region' : 'the image';
}

function share(value: Estimate | null): string | null {
	return value && `${formatPercent(value.estimate, 1)} (${formatInterval(value)})`;
}

function plain(value: Estimate | null): string | null {
	if (!value) return null;
	const interval = formatInterval(value, { scale: 1, digits: 2 });
	return `${formatNumber(value.estimate)} (${interval})`;
}

function peak(on: HeatOnMasks | null): string | null {
	if (!on) return null;
	const { hits, knees, subjects, share } = on.peak;
	const independent = subjects === undefined ? '; knees treated as independent' : '';
	const interval = `${formatInterval(on.peak, { digits: 0 })}${independent}`;
	return `${hits} of ${knees}, ${formatPercent(share)} (${interval})`;
}

function heat(on: HeatOnMasks | null): string | null {
	if (!on?.heat) return null;
	return `${formatPercent(on.heat.mean, 1)} (${formatInterval(on.heat)})`;
}
