import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runEvaluate } from '../../../scripts/evaluate/run.ts';

const cases = 'tests/fixtures/cases';
let out: string;

beforeEach(() => {
	out = mkdtempSync(join(tmpdir(), 'warnings-'));
	vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});

afterEach(() => {
	vi.restoreAllMocks();
	rmSync(out, { recursive: true });
});

/** What `npm run evaluate` says besides its figures. */
async function warnings(file: string, preprocess: string): Promise<string> {
	const said: string[] = [];
	vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
		said.push(String(text));
		return true;
	});
	const about = ['--testset', `${cases}/knees`, '--preprocess', preprocess];
	await runEvaluate(['--models', `${cases}/${file}`, ...about, '--out', out]);
	return said.filter((text) => text.includes('Warning')).join('');
}

describe('npm run evaluate on labelled knees', () => {
	it.each([
		['trained_on_rescale_1_255/rescale255.h5', 'none', '0-1'],
		['own_xception_beside_shipped/model_Xception_ft.keras', 'none', 'tf']
	])('warns of %s prepared as %s and names %s', async (file, wrong, right) => {
		expect(await warnings(file, wrong)).toMatch(
			new RegExp(
				`predicts grade \\d for \\d+% of the knees; 20% .* More likely is ${right}, .*: --preprocess ${right}\\.`
			)
		);
	});

	it('says nothing where answers are of several grades', async () => {
		expect(await warnings('trained_on_rescale_1_255/rescale255.h5', '0-1')).toBe('');
	});
});
