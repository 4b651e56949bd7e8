import type { DecisionCurves } from '#lib/core/screening/decision-curve.ts';
import type { Compute } from '#lib/runtime/compute/computations.ts';
import type { DecisionCurveQuestion } from '#lib/runtime/compute/decision-curves.ts';
import { inParts } from './in-parts.ts';

const THRESHOLDS_AT_ONCE = 10;

/**
 * Decision curves, asked of the worker some thresholds at a time; the same as asked at once.
 *
 * @param question of one threshold at least
 * @param onProgress how many of so many parts are known
 * @throws Stopped once the signal is aborted
 */
export async function decisionCurvesInParts(
	compute: Pick<Compute, 'decisionCurvesOf'>,
	question: DecisionCurveQuestion,
	onProgress: (done: number, of: number) => void = () => {},
	signal?: AbortSignal
): Promise<DecisionCurves> {
	const { thresholds } = question;
	const blocks = Array.from({ length: Math.ceil(thresholds.length / THRESHOLDS_AT_ONCE) }, (_, k) =>
		thresholds.slice(k * THRESHOLDS_AT_ONCE, (k + 1) * THRESHOLDS_AT_ONCE)
	);
	const ask = (block: readonly number[]) =>
		compute.decisionCurvesOf({ ...question, thresholds: block });
	return joined(await inParts(blocks, ask, onProgress, signal));
}

function joined(parts: readonly DecisionCurves[]): DecisionCurves {
	const [first] = parts;
	return {
		...first,
		treatAll: parts.flatMap(({ treatAll }) => treatAll),
		systems: first.systems.map((_, s) => ({
			netBenefit: parts.flatMap(({ systems }) => systems[s].netBenefit),
			standardised: parts.flatMap(({ systems }) => systems[s].standardised),
			overTreatAll: parts.flatMap(({ systems }) => systems[s].overTreatAll)
		})),
		differences: first.differences.map((pair, k) => ({
			...pair,
			netBenefit: parts.flatMap(({ differences }) => differences[k].netBenefit)
		}))
	};
}
