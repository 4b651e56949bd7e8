import type { Scenario } from './scenario.ts';
import type { ScenarioResults } from './results.ts';

const head = `# Simulations

What the notebook calls a 95 % interval or a finding is tried out here on studies whose truth is known. \`npm run simulate\`
runs them and writes this page from \`docs/simulations/*.json\`; \`npm run simulate -- --check\` says which of the results are
of the present code. A study has a seed of its own, the FNV-1a hash of "scenario/case/number", so the same code gives the same
numbers. A fast version of each scenario runs in the tests.

Unless a section says otherwise, subjects have two knees. Severity is standard normal (correlation of the two knees .6) and
is cut into grades with shares .38, .18, .27, .13 and .04. Models see it with an error of which half is common to all models
and half their own, and of each half again half is common to both knees of a subject. "Alike": both knees of a subject are the same
in all respects.
`;

/**
 * The page of all results.
 *
 * @param scenarios by name; results of scenarios that are no longer there are left out
 */
export function documentOf(
	results: readonly ScenarioResults[],
	scenarios: ReadonlyMap<string, Scenario>
): string {
	const sections = results.flatMap((of) => {
		const scenario = scenarios.get(of.scenario);
		return scenario ? [sectionOf(of, scenario)] : [];
	});
	return [head, ...sections].join('\n');
}

/** One scenario as a section. */
export function sectionOf(
	{ scenario: name, code, revision, date, cases: all }: ScenarioResults,
	scenario: Scenario
): string {
	const cases = all.filter(({ studies }) => studies > 0);
	const rows = [...new Set(cases.flatMap(({ tally }) => Object.keys(tally)))];
	const legends = [...new Set(rows.map((row) => scenario.reading(row).legend))];
	const heads = cases.map((one) => `${one.name} (${one.studies.toLocaleString('en-US')} studies)`);
	const isStopped = scenario.cases.some((one) =>
		all.some(({ name: of, studies }) => of === one.name && studies < one.studies)
	);
	const cells = rows.map((row) => [
		row,
		...cases.map(({ tally }) => (tally[row] ? scenario.reading(row).cell(tally[row]) : ''))
	]);
	return `## ${scenario.title}

${scenario.about}

${legends.join('\n\n')}

${tableOf(['', ...heads], cells)}
${isStopped ? '\nStopped before all studies were made; the next run goes on from here.\n' : ''}
\`npm run simulate -- ${name}\`, ${date.slice(0, 10)}, revision ${revision}, code ${code}.
`;
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
