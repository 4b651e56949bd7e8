import { Progress } from '../progress.ts';
import { readScenarioResults, writeScenarioResults, type ScenarioResults } from './results.ts';
import { addTally, type Scenario, type SimulatedCase, type Tally } from './scenario.ts';
import { simulate } from './simulate.ts';

/** Studies between two looks at the clock are as many as take about this long. */
const CHUNK_SECONDS = 5;

export interface ResultFolders {
	/** Of runs that were stopped. */
	unfinished: string;
	finished: string;
}

/** The code that is run: of `fingerprintOf`, and the commit checked out. */
export interface CodeVersion {
	code: string;
	revision: string;
}

/**
 * Runs what is missing of a scenario, going on where a run of the same code was stopped.
 *
 * @param isOver asked between studies; true stops the run
 * @returns whether all is done; results are put among the finished ones only then
 */
export function bringUpToDate(
	name: string,
	scenario: Scenario,
	version: CodeVersion,
	folders: ResultFolders,
	isOver: () => boolean
): boolean {
	const begun = resultsOfCode(name, version.code, folders);
	const none = scenario.cases.map((one) => ({ name: one.name, studies: 0, tally: {} }));
	const results: ScenarioResults = {
		scenario: name,
		...version,
		date: begun?.date ?? '',
		cases: begun?.cases ?? none
	};
	const { cases } = results;
	for (const [place, one] of scenario.cases.entries()) {
		const sum = cases[place];
		inChunks(name, one, { from: sum.studies, to: one.studies }, isOver, (to, tally) => {
			addTally(sum.tally, tally);
			sum.studies = to;
			results.date = new Date().toISOString();
			writeScenarioResults(folders.unfinished, results);
		});
		if (sum.studies < one.studies) return false;
	}
	writeScenarioResults(folders.finished, results);
	return true;
}

/** What is known of this code, finished or not, with most studies; null where nothing is. */
function resultsOfCode(
	name: string,
	code: string,
	{ unfinished, finished }: ResultFolders
): ScenarioResults | null {
	const known = [unfinished, finished].flatMap((folder) => {
		const results = readScenarioResults(folder, name);
		return results?.code === code ? [results] : [];
	});
	return known.sort((a, b) => studiesOf(b) - studiesOf(a))[0] ?? null;
}

function studiesOf({ cases }: ScenarioResults): number {
	return cases.reduce((sum, { studies }) => sum + studies, 0);
}

/** Whether every case has all its studies. */
export function isComplete({ cases }: ScenarioResults, scenario: Scenario): boolean {
	return scenario.cases.every((one, place) => cases[place].studies >= one.studies);
}

/** Puts what a run that was stopped has done among the finished results, unless less than is there, of whatever code. */
export function publishUnfinished(name: string, code: string, folders: ResultFolders): void {
	const results = resultsOfCode(name, code, folders);
	const there = readScenarioResults(folders.finished, name);
	if (!results || (there && studiesOf(there) > studiesOf(results))) return;
	writeScenarioResults(folders.finished, results);
}

/** Runs studies until all are done or the time is over, handing over the counts of each chunk. */
export function inChunks(
	scenario: string,
	one: SimulatedCase,
	{ from, to }: { from: number; to: number },
	isOver: () => boolean,
	done: (to: number, tally: Tally) => void
): void {
	const progress = new Progress(`${scenario}, ${one.name}`, to - from);
	let size = 1;
	for (let next = from; next < to && !isOver();) {
		const end = Math.min(next + size, to);
		const start = performance.now();
		const tally = simulate(scenario, one, { from: next, to: end });
		const ofOne = (performance.now() - start) / 1000 / (end - next);
		done(end, tally);
		size = Math.max(1, Math.min(2 * size, Math.round(CHUNK_SECONDS / ofOne)));
		next = end;
		progress.update(next - from);
	}
}
