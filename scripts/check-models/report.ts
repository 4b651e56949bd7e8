import { ENSEMBLE_SCHEMES } from '../../src/lib/core/combine/ensemble.ts';
import {
	CHECKED_FIGURES,
	type CheckedFigures,
	type CheckedKnees,
	type Estimate,
	type EstimatedChange,
	type HeatOnMasks,
	type HeatShare,
	type ModelChecks
} from '../../src/lib/core/records/model-checks.ts';

/** The checks of one network in lines. */
export function reportChecks(name: string, checks: ModelChecks): string[] {
	const { phantomHeat, kneeHeat, kneeFigures, quantisation } = checks;
	const lines = [name];
	if (phantomHeat) {
		const { grades, widenedBy, own, shuffled, readArea } = phantomHeat;
		lines.push(
			`  heat on phantoms, ${kneesWords(phantomHeat.data)}, grade ${grades.join(' or ')} read correctly:`,
			`    own lesions: ${masksWords(own, widenedBy, readArea)}`,
			`    lesions of another knee: ${masksWords(shuffled, widenedBy, readArea)}`
		);
	}
	if (kneeHeat) {
		const { band, bandArea, heat, readArea } = kneeHeat;
		lines.push(
			`  heat on ${kneesWords(kneeHeat.data)}: ${
				heat ? heatWords(heat) : 'none'
			} in rows ${band.first} to ${band.end - 1}, which are ${percent(bandArea)} of ${areaWords(readArea)}`
		);
	}
	if (kneeFigures) {
		lines.push(
			`  figures on ${kneesWords(kneeFigures.data)}:`,
			`    ${figuresWords(kneeFigures.network)}`
		);
	}
	for (const check of quantisation) {
		const { argmaxKept, maxDifference, meanDifference, balancedAccuracyChange } = check;
		lines.push(
			`  rounded against ${check.source.file} on ${kneesWords(check.data)}: grade kept in ${percent(argmaxKept)}, ` +
				`probabilities differ by ${meanDifference.toExponential(1)} in the mean, ${maxDifference.toExponential(1)} at most, ` +
				`balanced accuracy changes by ${changeWords(balancedAccuracyChange)}`
		);
	}
	return lines;
}

/** The ensembles of the networks that were checked together. */
export function reportEnsembles({ kneeFigures }: ModelChecks): string[] {
	if (!kneeFigures) return [];
	const { ensembles, members, weightsFrom, data } = kneeFigures;
	return [
		`ensembles of ${members.join(', ')} on ${kneesWords(data)}`,
		...ENSEMBLE_SCHEMES.map((scheme) => `  ${scheme}: ${figuresWords(ensembles[scheme])}`),
		`  ${weightsFrom}`
	];
}

function kneesWords({ knees, subjects, synthetic, split }: CheckedKnees): string {
	const kind = synthetic ? 'synthetic' : 'real';
	return `${knees} ${kind} knees of ${subjects} subjects${split ? `, ${split} split` : ''}`;
}

function masksWords(
	on: HeatOnMasks | null,
	widenedBy: number,
	readArea: number | undefined
): string {
	if (!on) return 'no knee to judge';
	const { peak, heat, maskArea, widenedArea } = on;
	const inside = heat ? heatWords(heat) : 'none';
	const area = areaWords(readArea);
	return (
		`peak inside, widened by ${widenedBy} px, in ${peak.hits} of ${peak.knees}, ` +
		`${percent(peak.share)} (${percent(peak.lower)} to ${percent(peak.upper)}), on ${percent(widenedArea)} of ${area}; ` +
		`${inside} of the heat on ${percent(maskArea)} of ${area}`
	);
}

function heatWords({ mean, lower, upper }: HeatShare): string {
	if (lower === null || upper === null) return `${percent(mean)} (interval unknown)`;
	return `${percent(mean)} (${percent(lower)} to ${percent(upper)})`;
}

function areaWords(readArea = 1): string {
	return readArea < 1 ? 'the part that is read' : 'the image';
}

function figuresWords(figures: CheckedFigures): string {
	return CHECKED_FIGURES.map((name) => `${name} ${estimateWords(figures[name])}`).join(', ');
}

function changeWords({ estimate, lower, upper }: EstimatedChange): string {
	if (lower === null || upper === null) return estimate.toFixed(4);
	return estimateWords({ estimate, lower, upper });
}

function estimateWords(value: Estimate | null): string {
	if (!value) return 'undefined';
	const { estimate, lower, upper } = value;
	return `${estimate.toFixed(4)} (${lower.toFixed(4)} to ${upper.toFixed(4)})`;
}

function percent(share: number): string {
	return `${(100 * share).toFixed(1)} %`;
}
