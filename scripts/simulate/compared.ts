import { GRADE_COUNT } from '../../src/lib/core/labels/grades.ts';
import { rescaleRows } from '../../src/lib/core/combine/ensemble.ts';
import { exchangeTests, type ExchangeTest } from '../../src/lib/core/comparison/exchange-test.ts';
import { costMatrix } from '../../src/lib/core/metrics/expected-cost.ts';
import type { FigureName } from '../../src/lib/core/metrics/registry.ts';
import type { Random } from '../../src/lib/core/statistics/random.ts';
import { evidenceOf, type FiguresInput } from '../../src/lib/runtime/compute/figures.ts';
import type { SimulatedStudy } from './population.ts';

export const LEVEL = 0.05;
/** Drawn in each study. The level does not depend on how many they are: what was observed is one of them. */
const EXCHANGES = 499;

/** The models of a study, as the page compares them. */
export function comparedInput({
	truth,
	subjects,
	probabilities,
	predicted
}: SimulatedStudy): FiguresInput {
	return {
		truth,
		subjects,
		systems: predicted,
		scores: probabilities,
		probabilities: probabilities.map((rows) => rescaleRows(rows, GRADE_COUNT)),
		classCount: GRADE_COUNT,
		costs: costMatrix('quadratic', GRADE_COUNT)
	};
}

/** Every two models by one figure, a family. */
export function testsOf(
	input: FiguresInput,
	figure: FigureName,
	random: Random
): (ExchangeTest | null)[] {
	const evidence = evidenceOf(input, figure, { count: EXCHANGES, seed: random.uint32() });
	return exchangeTests(evidence, LEVEL);
}

/** Whether the adjusted p is below the level. */
export function isFound(test: ExchangeTest | null): boolean {
	return test !== null && test.adjusted < LEVEL;
}

/** One answer of a study, for its tally. */
export function finding(found: boolean): Record<string, number> {
	return found ? { found: 1 } : { none: 1 };
}
