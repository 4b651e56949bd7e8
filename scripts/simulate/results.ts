import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	writeFileSync
} from 'node:fs';
import { basename, join } from 'node:path';
import type { Tally } from './scenario.ts';

/** What a scenario came to. */
export interface ScenarioResults {
	scenario: string;
	/** Of the code that was run, see `fingerprintOf`. */
	code: string;
	/** Commit that was checked out; "+" where files were changed. */
	revision: string;
	/** When the last study was finished, ISO 8601. */
	date: string;
	cases: CaseResults[];
}

export interface CaseResults {
	name: string;
	studies: number;
	tally: Tally;
}

/** Results of all scenarios in a folder, one file each, by name. */
export function readResults(folder: string): ScenarioResults[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((file) => file.endsWith('.json'))
		.sort()
		.map((file) => readScenarioResults(folder, basename(file, '.json'))!);
}

/** Null where there are none. */
export function readScenarioResults(folder: string, scenario: string): ScenarioResults | null {
	const path = pathOf(folder, scenario);
	if (!existsSync(path)) return null;
	return JSON.parse(readFileSync(path, 'utf8')) as ScenarioResults;
}

/** Written whole or not at all. */
export function writeScenarioResults(folder: string, results: ScenarioResults): void {
	mkdirSync(folder, { recursive: true });
	const path = pathOf(folder, results.scenario);
	writeFileSync(`${path}.partial`, `${JSON.stringify(results, null, '\t')}\n`);
	renameSync(`${path}.partial`, path);
}

function pathOf(folder: string, scenario: string): string {
	return join(folder, `${scenario}.json`);
}
