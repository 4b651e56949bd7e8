import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { finishAbandoned } from '../../../../scripts/output/abandoned.ts';
import { contentOf, putFiles } from './folder-content.ts';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'abandoned-'));
	vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(() => {
	vi.restoreAllMocks();
	rmSync(folder, { recursive: true });
});

describe('finishAbandoned', () => {
	it('completes what a killed process had begun to move, so that nothing is missing', async () => {
		putFiles(folder, { 'a.txt': 'old a', 'b/c.txt': 'old c' });
		const script = 'tests/unit/scripts/output/killed-while-moving.ts';
		const child = spawn(process.execPath, ['--import', 'tsx', script, folder]);
		expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
		expect(existsSync(join(folder, 'a.txt'))).toBe(false);
		await finishAbandoned(folder);
		expect(contentOf(folder)).toEqual({ 'a.txt': 'new a', b: 'folder', 'b/d.txt': 'new d' });
	});

	const scratch = (owner: object) =>
		putFiles(folder, {
			'.kneelens-AbCd12/owner.json': JSON.stringify({ format: 'kneelens-scratch', ...owner }),
			'.kneelens-AbCd12/new/a.txt': 'half'
		});
	/** The highest process number of Linux is 2^22. */
	const dead = 2 ** 22 + 1;

	it('removes what a process that has ended left, and nothing else', async () => {
		scratch({ host: hostname(), pid: dead });
		putFiles(folder, {
			'.kneelens-backup/a.txt': 'mine',
			'.kneelens-XyZ123/a.txt': 'mine too',
			'.other-AbCd12/owner.json': '{}'
		});
		await finishAbandoned(folder);
		expect(Object.keys(contentOf(folder)).sort()).toEqual([
			'.kneelens-XyZ123',
			'.kneelens-XyZ123/a.txt',
			'.kneelens-backup',
			'.kneelens-backup/a.txt',
			'.other-AbCd12',
			'.other-AbCd12/owner.json'
		]);
	});

	it('leaves what a running process writes', async () => {
		scratch({ host: hostname(), pid: process.ppid });
		const before = contentOf(folder);
		await finishAbandoned(folder);
		expect(contentOf(folder)).toEqual(before);
	});

	it('leaves what another machine writes, unless it is more than a day old', async () => {
		scratch({ host: 'elsewhere', pid: dead });
		const before = contentOf(folder);
		await finishAbandoned(folder);
		expect(contentOf(folder)).toEqual(before);
		const long = Date.now() / 1000 - 25 * 3600;
		utimesSync(join(folder, '.kneelens-AbCd12'), long, long);
		await finishAbandoned(folder);
		expect(contentOf(folder)).toEqual({});
	});

	it('moves nothing over what was made since, and says where the new one is', async () => {
		scratch({ host: hostname(), pid: dead });
		putFiles(folder, {
			'.kneelens-AbCd12/plan.json': '[{"place":"a.txt","replaced":true,"written":true}]',
			'.kneelens-AbCd12/old/a.txt': 'old',
			'a.txt': 'made since'
		});
		const before = contentOf(folder);
		await expect(finishAbandoned(folder)).rejects.toThrow(/a\.txt was made after .* is kept in /);
		expect(contentOf(folder)).toEqual(before);
	});

	it('takes no plan that leads out of the folder', async () => {
		const inside = join(folder, 'inside');
		mkdirSync(inside);
		putFiles(inside, {
			'.kneelens-AbCd12/owner.json': JSON.stringify({
				format: 'kneelens-scratch',
				host: hostname(),
				pid: dead
			}),
			'.kneelens-AbCd12/plan.json': '[{"place":"../a.txt","replaced":true,"written":false}]'
		});
		putFiles(folder, { 'a.txt': 'mine' });
		await expect(finishAbandoned(inside)).rejects.toThrow();
		expect(contentOf(folder)['a.txt']).toBe('mine');
	});
});
