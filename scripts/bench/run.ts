import { parseOptions } from '../options.ts';
import { batchSize } from './batch-size.ts';
import type { Bench, BenchResult } from './bench.ts';
import { inference } from './inference.ts';
import { page } from './page.ts';
import { statistics } from './statistics.ts';

const benches: Bench[] = [inference, batchSize, statistics, page];

const usage = `npm run bench [-- NAME ...]

Times ways to do the same work side by side and prints their ratios.

${benches.map(({ name, title }) => `  ${name.padEnd(12)} ${title}`).join('\n')}
`;

/**
 * `npm run bench` without its process.
 * @throws Error in plain words
 */
export async function runBench(words: readonly string[]): Promise<void> {
	const { values, positionals: names } = parseOptions(usage, {
		args: [...words],
		allowPositionals: true,
		options: { help: { type: 'boolean', default: false } }
	});
	if (values.help) {
		process.stdout.write(usage);
		return;
	}
	const unknown = names.filter((name) => !benches.some((bench) => bench.name === name));
	if (unknown.length > 0) {
		throw new Error(
			`There is no bench ${unknown.join(', ')}; there are ${benches.map(({ name }) => name).join(', ')}.`
		);
	}
	for (const bench of benches) {
		if (names.length > 0 && !names.includes(bench.name)) continue;
		console.log(`\n${bench.name}: ${bench.title}`);
		console.table(Object.fromEntries((await bench.run()).map(toRow)));
	}
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
