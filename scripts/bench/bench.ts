/** One comparison: rows of a table, each a way to do the same work. */
export interface Bench {
	name: string;
	/** What is compared, in a line. */
	title: string;
	run(): Promise<BenchResult[]>;
}

export interface BenchResult {
	subject: string;
	/** Ways to do it, the first being what the others are compared with. */
	ways: { name: string; milliseconds: number }[];
}

/**
 * Times several ways to do the same work in turns, so that a busy machine slows all of them alike.
 *
 * @returns median milliseconds of each; only their ratios can be trusted
 */
export async function timeInTurns(
	ways: { name: string; run: () => Promise<unknown> | unknown }[],
	repetitions: number
): Promise<BenchResult['ways']> {
	const times: number[][] = ways.map(() => []);
	for (const { run } of ways) await run();
	for (let repetition = 0; repetition < repetitions; repetition++) {
		for (const [i, { run }] of ways.entries()) {
			const start = performance.now();
			await run();
			times[i].push(performance.now() - start);
		}
	}
	return ways.map(({ name }, i) => ({ name, milliseconds: median(times[i]) }));
}

function median(values: number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length / 2;
	return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle) - 1]) / 2;
}
