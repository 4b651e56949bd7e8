import { afterEach, describe, expect, it, vi } from 'vitest';
import { savesData, startsByItself } from '#lib/study/readings/run-start.ts';

const processor = { accelerated: false };

it('starts by itself on graphics, and on the processor only below two minutes as measured before', () => {
	expect(startsByItself({ accelerated: true }, null)).toBe(true);
	expect(startsByItself({ accelerated: true }, 3600)).toBe(true);
	expect(startsByItself(processor, null)).toBe(false);
	expect(startsByItself(processor, 0)).toBe(true);
	expect(startsByItself(processor, 119.9)).toBe(true);
	expect(startsByItself(processor, 120)).toBe(false);
	expect(startsByItself(processor, 3600)).toBe(false);
});

describe('saving data', () => {
	afterEach(() => vi.unstubAllGlobals());

	it.each([
		[{}, undefined, false],
		[{ connection: { saveData: false } }, undefined, false],
		[{ connection: { saveData: true } }, undefined, true],
		[{}, () => ({ matches: false }), false],
		[{}, (query: string) => ({ matches: query === '(prefers-reduced-data: reduce)' }), true]
	])('is asked of the connection and of the preference: %#', (navigator, matchMedia, saves) => {
		vi.stubGlobal('navigator', navigator);
		vi.stubGlobal('matchMedia', matchMedia);
		expect(savesData()).toBe(saves);
	});
});
