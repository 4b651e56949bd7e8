import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { parseArguments, usage, type SimulateArguments } from './arguments.ts';
import { bringUpToDate, inChunks, isComplete, publishUnfinished } from './bring-up-to-date.ts';
import { documentOf, sectionOf } from './document.ts';
import { fingerprintOf } from './fingerprint.ts';
import { readResults, readScenarioResults } from './results.ts';
import { loadScenario, scenarioNames, scenarioPath } from './scenario-files.ts';
import { addTally, type Scenario, type Tally } from './scenario.ts';

export const FOLDERS = { unfinished: '.cache/simulations', finished: 'docs/simulations' };
export const DOCUMENT = 'docs/simulations.md';

/**
 * `npm run simulate` without its process.
 * @throws Error in plain words; finished results stay as they are then
 */
export async function runSimulate(words: readonly string[]): Promise<void> {
	const options = parseArguments(words);
	if (!options) {
		process.stdout.write(usage);
		return;
	}
	const known = scenarioNames();
	const unknown = options.scenarios.filter((name) => !known.includes(name));
	if (unknown.length > 0) {
		throw new Error(`There is no scenario ${unknown.join(', ')}; there are ${known.join(', ')}.`);
	}
	setPriority(constants.priority.PRIORITY_LOW);
	const deadline = performance.now() + options.minutes * 60_000;
	const isOver = () => performance.now() >= deadline;
	const named = options.scenarios.length > 0 ? options.scenarios : known;
	for (const name of named) await take(name, options, isOver);
	const isTry = options.studies !== null || options.only === 'check' || options.only === 'list';
	if (!isTry) await writeDocument(known);
}

/** What was asked for of one scenario. */
async function take(
	name: string,
	{ only, studies }: SimulateArguments,
	isOver: () => boolean
): Promise<void> {
	const say = (words: string) => process.stdout.write(`${name}: ${words}\n`);
	const scenario = await loadScenario(name);
	if (only === 'list') return void say(scenario.title);
	if (studies !== null) return tryOut(name, scenario, studies);
	const code = await fingerprintOf(scenarioPath(name));
	if (only === 'write') return publishUnfinished(name, code, FOLDERS);
	const finished = readScenarioResults(FOLDERS.finished, name);
	const isPresent = finished?.code === code;
	if (isPresent && isComplete(finished, scenario)) {
		return void say(`of the present code, ${finished.date}`);
	}
	if (only === 'check') {
		if (isPresent) return void say(`of the present code, not all studies, ${finished.date}`);
		return void say(finished ? `of other code, ${finished.code}` : 'not run yet');
	}
	const version = { code, revision: revision() };
	const isDone = bringUpToDate(name, scenario, version, FOLDERS, isOver);
	say(isDone ? 'done' : 'stopped when the time was up; the next run continues from there');
}

/** Runs a few studies and prints the table. */
function tryOut(name: string, scenario: Scenario, studies: number): void {
	const cases = scenario.cases.map((one) => {
		const all: Tally = {};
		inChunks(
			name,
			one,
			{ from: 0, to: studies },
			() => false,
			(_, tally) => addTally(all, tally)
		);
		return { name: one.name, studies, tally: all };
	});
	const date = new Date().toISOString();
	const results = { scenario: name, code: 'not kept', revision: revision(), date, cases };
	process.stdout.write(sectionOf(results, scenario));
}

async function writeDocument(names: readonly string[]): Promise<void> {
	const scenarios = new Map<string, Scenario>();
	const codes = new Map<string, string>();
	for (const name of names) {
		scenarios.set(name, await loadScenario(name));
		codes.set(name, await fingerprintOf(scenarioPath(name)));
	}
	const text = documentOf(readResults(FOLDERS.finished), scenarios, codes);
	if (existsSync(DOCUMENT) && readFileSync(DOCUMENT, 'utf8') === text) return;
	writeFileSync(DOCUMENT, text);
	process.stdout.write(`${DOCUMENT} was written.\n`);
}

/** Short hash of the commit that is checked out, "+" where tracked files were changed. */
function revision(): string {
	const git = (...words: string[]) => spawnSync('git', words, { encoding: 'utf8' }).stdout?.trim();
	const hash = git('rev-parse', '--short', 'HEAD');
	return hash ? `${hash}${git('status', '--porcelain', '-uno') ? '+' : ''}` : 'unknown';
}
