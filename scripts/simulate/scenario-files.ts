import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Scenario } from './scenario.ts';

const folder = fileURLToPath(new URL('./scenarios/', import.meta.url));

export function scenarioNames(): string[] {
	return readdirSync(folder)
		.filter((file) => file.endsWith('.ts'))
		.map((file) => basename(file, '.ts'))
		.sort();
}

export function scenarioPath(name: string): string {
	return join(folder, `${name}.ts`);
}

export async function loadScenario(name: string): Promise<Scenario> {
	return (await import(pathToFileURL(scenarioPath(name)).href)) as Scenario;
}
