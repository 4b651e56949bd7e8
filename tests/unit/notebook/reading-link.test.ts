import { expect, test } from 'vitest';
import { linkedReading, parseSeed, readingLink } from '#lib/study/selection/reading-link.ts';

test('a link names number, seed and test set, and is read back', () => {
	const link = readingLink({ count: 20, seed: 7 }, '0a1b2c3d4e5f6789');
	expect(link).toBe('#reader-mode?n=20&seed=7&set=0a1b2c3d');
	expect(linkedReading(link)).toEqual({ count: 20, seed: 7, set: '0a1b2c3d' });
});

test('further parameters, another order and a missing set do no harm', () => {
	expect(linkedReading('#reader-mode?seed=0&view=later&n=33')).toEqual({
		count: 33,
		seed: 0,
		set: null
	});
});

test.each([
	'',
	'#reader-mode',
	'#reader-mode?n=20',
	'#reader-mode?seed=7',
	'#reader-mode?n=0&seed=7',
	'#reader-mode?n=1001&seed=7',
	'#reader-mode?n=20&seed=-7',
	'#reader-mode?n=20&seed=4294967296',
	'#reader-mode?n=2e1&seed=7',
	'#own-xray?n=20&seed=7'
])('%s names no reading', (hash) => {
	expect(linkedReading(hash)).toBeNull();
});

test('seeds as people type them', () => {
	expect(parseSeed(' 42 ')).toBe(42);
	expect(parseSeed('4294967295')).toBe(4294967295);
	for (const text of ['', '4294967296', '1.5', '-1', 'seven']) expect(parseSeed(text)).toBeNull();
});
