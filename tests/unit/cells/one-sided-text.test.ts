import { describe, expect, it } from 'vitest';
import { KELLGREN_LAWRENCE_SCALE } from '#lib/core/labels/kellgren-lawrence-scale.ts';
import { oneSidedText } from '#lib/words/one-sided-text.ts';
import type { Preprocessing } from '#lib/core/image/preprocessing.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { System } from '#lib/study/systems/systems.svelte.ts';

const study = (likelier: Preprocessing | null) =>
	({
		scale: KELLGREN_LAWRENCE_SCALE,
		results: [{ name: 'mine', card: { preprocessing: 'tf' } }],
		stored: { likelierPreprocessing: () => likelier }
	}) as unknown as Study;

/** Four knees of every grade, all but one read as grade 3. */
const confusion = [
	[0, 0, 0, 4, 0],
	[0, 1, 0, 3, 0],
	[0, 0, 0, 4, 0],
	[0, 0, 0, 4, 0],
	[0, 0, 0, 4, 0]
];
const system = (id: string, counts = confusion) => ({ id, confusion: counts }) as unknown as System;

describe('oneSidedText', () => {
	it('says which grade almost all knees are given, and the likelier preprocessing', () => {
		expect(oneSidedText(study('0-1'), system('mine'))).toBe(
			'It reads 95% of the knees as one grade, 3 Moderate; 20% have that grade. ' +
				'Its training images may have been prepared differently (here: tf). ' +
				'0-1 is more likely: convert the network again with --preprocess 0-1.'
		);
	});

	it('says how to find it out where that is not known', () => {
		expect(oneSidedText(study(null), system('mine'))).toMatch(
			/The command npm run evaluate, on knees with grades, says which preprocessing is more likely\.$/
		);
	});

	it('says nothing of other networks and of ensembles', () => {
		const diagonal = confusion.map((_, i) => [0, 0, 0, 0, 0].fill(4, i, i + 1));
		expect(oneSidedText(study('0-1'), system('mine', diagonal))).toBe('');
		expect(oneSidedText(study('0-1'), system('f1'))).toBe('');
	});
});
