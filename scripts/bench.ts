/** `npm run bench [-- NAME ...]`: times ways to do the same work side by side and prints their ratios. */
import { batchSize } from './bench/batch-size.ts';
import type { Bench, BenchResult } from './bench/bench.ts';
import { inference } from './bench/inference.ts';
import { page } from './bench/page.ts';
import { statistics } from './bench/statistics.ts';

const benches: Bench[] = [inference, batchSize, statistics, page];

const names = process.argv.slice(2);
const unknown = names.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
	console.error(
		`There is no bench ${unknown.join(', ')}; there are ${benches.map(({ name }) => name).join(', ')}.`
	);
	process.exit(1);
}
for (const bench of benches) {
	if (names.length > 0 && !names.includes(bench.name)) continue;
	console.log(`\n${bench.name}: ${bench.title}`);
	console.table(Object.fromEntries((await bench.run()).map(toRow)));
}

/** Time of the first way, and how many times as long the others take. */
function toRow({ subject, ways }: BenchResult): [string, Record<string, string>] {
	const [first, ...others] = ways;
	const ratios = others.map(({ name, milliseconds }) => [
		`${name} / ${first.name}`,
		`${(milliseconds / first.milliseconds).toFixed(2)} x`
	]);
	return [
		subject,
		{ [`${first.name} (ms)`]: first.milliseconds.toFixed(0), ...Object.fromEntries(ratios) }
	];
}
