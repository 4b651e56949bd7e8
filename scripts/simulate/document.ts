import type { Scenario } from './scenario.ts';
import type { CaseResults, ScenarioResults } from './results.ts';

const head = `# Simulations

What the notebook calls a 95 % interval or a finding is tested here on simulated studies whose truth is known. \`npm run simulate\`
runs them and writes this page from \`docs/simulations/*.json\`; \`npm run simulate -- --check\` lists which results belong
to the present code. Every study has its own seed, the FNV-1a hash of "scenario/case/number", so the same code gives the same
numbers. A fast version of each scenario runs in the tests.

Unless a section says otherwise, subjects have two knees. Severity is standard normal (correlation of the two knees .6) and
is cut into grades with shares .38, .18, .27, .13 and .04. Models observe it with an error of which half is common to all
models and half their own; of each half, again half is common to both knees of a subject. "Alike": both knees of a subject
are identical in all respects.
`;

/**
 * The page of all results.
 *
 * @param results those of scenarios that are no longer there are left out
 * @param scenarios by name, in the order of the page
 * @param codes of `fingerprintOf`, by name: of what the scenarios are now
 */
export function documentOf(
	results: readonly ScenarioResults[],
	scenarios: ReadonlyMap<string, Scenario>,
	codes: ReadonlyMap<string, string>
): string {
	const sections = [...scenarios].map(([name, scenario]) => {
		const of = results.find((one) => one.scenario === name);
		return of ? sectionOf(of, scenario, codes.get(name)) : emptySection(scenario);
	});
	return [head, ...sections].join('\n');
}

function emptySection({ title, about }: Scenario): string {
	return `## ${title}\n\n${about}\n\nNot run yet.\n`;
}

/**
 * One scenario as a section.
 *
 * @param present code of the scenario as it is now, where known
 */
export function sectionOf(
	{ scenario: name, code, revision, date, cases: all }: ScenarioResults,
	scenario: Scenario,
	present = code
): string {
	const cases = all.filter(({ studies }) => studies > 0);
	const rows = [...new Set(cases.flatMap(({ tally }) => Object.keys(tally)))];
	const legends = [...new Set(rows.map((row) => scenario.reading(row).legend))];
	const heads = cases.map((one) => `${one.name} (${one.studies.toLocaleString('en-US')} studies)`);
	const cells = rows.map((row) => [
		row,
		...cases.map(({ tally }) => (tally[row] ? scenario.reading(row).cell(tally[row]) : ''))
	]);
	const parts = [
		`## ${scenario.title}`,
		scenario.about,
		...legends,
		...(cases.length > 0 ? [tableOf(['', ...heads], cells)] : []),
		...findings(cases, rows, scenario),
		...missing(cases, scenario),
		`\`npm run simulate -- ${name}\`, ${date.slice(0, 10)}, revision ${revision}, code ${code}${present === code ? '' : '; the code has changed since, so the next run starts from the beginning'}.`
	];
	return `${parts.join('\n\n')}\n`;
}

/** What the table shows, in words, row by row. */
function findings(
	cases: readonly CaseResults[],
	rows: readonly string[],
	scenario: Scenario
): string[] {
	const judged = rows.flatMap((row) =>
		cases.flatMap(({ name, tally }) => {
			const { judge, failing } = scenario.reading(row);
			const judgement = tally[row] ? judge(tally[row]) : null;
			return judgement ? [{ row, name, failing, judgement }] : [];
		})
	);
	if (judged.length === 0) return [];
	const failed = judged.filter(({ judgement }) => judgement === 'fails');
	const undecided = judged.filter(({ judgement }) => judgement === 'undecided').length;
	const words = [...new Set(judged.map(({ failing }) => failing))].map((failing) => {
		const places = failed.filter((one) => one.failing === failing);
		const named = [...new Set(places.map(({ row }) => row))].map((row) => {
			const names = places.filter((one) => one.row === row).map(({ name }) => name);
			return `${row} (${names.join('; ')})`;
		});
		return `${failing}: ${named.join(', ') || 'none'}.`;
	});
	return [
		`${words.join(' ')} Undecided: ${undecided} of ${judged.length} cells, which have too few studies.`
	];
}

/** Studies that were planned and not made. */
function missing(cases: readonly CaseResults[], scenario: Scenario): string[] {
	const made = new Map(cases.map(({ name, studies }) => [name, studies]));
	const absent = scenario.cases.filter(({ name }) => !made.has(name));
	const begun = scenario.cases.filter(({ name, studies }) => (made.get(name) ?? studies) < studies);
	return [
		...(absent.length > 0 ? [`Not run yet: ${absent.map(({ name }) => name).join('; ')}.`] : []),
		...(begun.length > 0
			? [
					`Stopped before all studies were run: ${begun.map(({ name, studies }) => `${name} (of ${studies.toLocaleString('en-US')})`).join('; ')}.`
				]
			: [])
	];
}

/** Markdown as prettier lays it out. */
function tableOf(heads: readonly string[], rows: readonly (readonly string[])[]): string {
	const widths = heads.map((text, column) =>
		Math.max(3, ...[text, ...rows.map((row) => row[column])].map((cell) => cell.length))
	);
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell, c) => (c === 0 ? cell.padEnd(widths[c]) : cell.padStart(widths[c]))).join(' | ')} |`;
	const rule = widths.map((width, c) =>
		c === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`
	);
	return [line(heads), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}
