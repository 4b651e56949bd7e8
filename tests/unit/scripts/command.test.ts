import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runBench } from '../../../scripts/bench/run.ts';
import { runCheckModels } from '../../../scripts/check-models/run.ts';
import { runModel } from '../../../scripts/model/run.ts';
import { runTestset } from '../../../scripts/testset/run.ts';
import { contentOf, putFiles } from './output/folder-content.ts';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'command-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function start(words: readonly string[], env: Record<string, string> = {}): ChildProcess {
	return spawn(process.execPath, ['--import', 'tsx', ...words], {
		env: { ...process.env, DEBUG: '', ...env },
		stdio: ['ignore', 'pipe', 'pipe']
	});
}

/** Code or signal, and what came on stderr. */
async function ended(child: ChildProcess): Promise<{ code: number | string; errors: string }> {
	const errors = text(child.stderr!);
	const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
	return { code: code ?? signal!, errors: await errors };
}

/** `runCommand` of a command that, with TensorFlow.js loaded, does this. */
function command(body: string, env?: Record<string, string>): ChildProcess {
	const script = `
		import { runCommand } from './scripts/command.ts';
		await runCommand(async () => {
			await import('@tensorflow/tfjs-backend-wasm');
			return async () => { ${body} };
		});`;
	return start(['--input-type=module', '--eval', script], env);
}

describe('a command ends in a sentence and an exit code', { timeout: 120_000 }, () => {
	it.each([
		['an error', `throw new Error('a.h5: cut short')`, 'a.h5: cut short\n'],
		[
			'an error outside of its promise',
			`setTimeout(() => { throw new TypeError('no map') })`,
			'Something went wrong inside this program: no map\n'
		],
		[
			'a promise that nothing awaits',
			`void Promise.reject(new Error('lost')); await new Promise((r) => setTimeout(r, 5000))`,
			'lost\n'
		]
	])('for %s', async (_, body, sentence) => {
		expect(await ended(command(body))).toEqual({ code: 1, errors: sentence });
	});

	it('shows where it comes from when DEBUG is set', async () => {
		const { code, errors } = await ended(command(`throw new Error('cut')`, { DEBUG: '1' }));
		expect(code).toBe(1);
		expect(errors).toMatch(/^cut\nError: cut\n\s+at /);
	});

	it('goes on with its work when nobody reads its output any more', async () => {
		const done = join(folder, 'done');
		const child = command(`
			const { writeFileSync } = await import('node:fs');
			for (let line = 0; line < 50; line++) {
				process.stdout.write('line\\n');
				await new Promise((next) => setTimeout(next, 5));
			}
			writeFileSync(${JSON.stringify(done)}, '');`);
		child.stdout!.destroy();
		expect(await ended(child)).toEqual({ code: 0, errors: '' });
		expect(existsSync(done)).toBe(true);
	});

	it('for an option it does not know', async () => {
		const { code, errors } = await ended(start(['scripts/evaluate.ts', '--nonsense']));
		expect(code).toBe(1);
		expect(errors).toMatch(/^--nonsense is not known\.\n/);
		expect(errors).not.toMatch(/^\s+at /m);
	});
});

it.each([
	['testset', runTestset],
	['model', runModel],
	['check-models', runCheckModels],
	['bench', runBench]
])('npm run %s knows its options', async (_, run) => {
	await expect(run(['--nonsense'])).rejects.toThrow(/^--nonsense is not known\.\n\n.*npm run/);
	await expect(run(['--help=1'])).rejects.toThrow(/^Option '--help' does not take an argument\./);
});

describe('a command that is asked to end', { timeout: 120_000 }, () => {
	it.each([
		['SIGINT', 130],
		['SIGTERM', 143],
		['SIGHUP', 129]
	] as const)('by %s leaves everything as it was', async (signal, code) => {
		putFiles(folder, { 'mine.txt': 'mine' });
		const before = contentOf(folder);
		const child = start(['scripts/testset.ts', '--out', join(folder, 'a/b/set')]);
		const ending = ended(child);
		const writes = () =>
			readdirSync(folder, { recursive: true }).some((name) => name.includes('.kneelens-'));
		while (!writes() && child.exitCode === null) await setTimeout(20);
		child.kill(signal);
		expect(await ending).toEqual({ code, errors: '' });
		expect(contentOf(folder)).toEqual(before);
	});
});
