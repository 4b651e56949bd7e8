import { describe, expect, it } from 'vitest';
import {
	newOwnEnsemble,
	ownCombination,
	ownFromAddress,
	ownToAddress,
	type OwnEnsemble
} from '#lib/study/systems/own-ensemble.ts';

const measured = () => [
	[0.5, 0.5, 0.5, 0.5, 0.5],
	[0.3, 0.3, 0.3, 0.3, 0.3],
	[0.2, 0.2, 0.2, 0.2, 0.2]
];
const own = (part: Partial<OwnEnsemble>): OwnEnsemble => ({ ...newOwnEnsemble(3, 5), ...part });

describe('how an ensemble of one’s own combines', () => {
	it('divides free weights by their sum', () => {
		const weights = [20, 60, 0].map((weight) => new Array<number>(5).fill(weight));
		const { pool, table } = ownCombination(own({ way: 'free', weights }), 3, measured);
		expect(pool).toBe('sum');
		expect(table.map(([first]) => first)).toEqual([0.25, 0.75, 0]);
	});

	it('keeps the proportions of those that are not left out', () => {
		const { table } = ownCombination(own({ way: 'f1', without: 0 }), 3, measured);
		expect(table.map(([first]) => first)).toEqual([0, 0.6, 0.4]);
		const vote = ownCombination(own({ way: 'vote', without: 2 }), 3, measured);
		expect(vote).toMatchObject({ pool: 'vote' });
		expect(vote.table.map(([first]) => first)).toEqual([0.5, 0.5, 0]);
	});
});

describe('an ensemble of one’s own in the address', () => {
	it.each<[OwnEnsemble, string]>([
		[own({}), 'f1~~~val'],
		[own({ way: 'geometric', without: 2 }), 'geometric~2~~val'],
		[own({ way: 'accuracy', sumToOne: true, from: 'shown' }), 'accuracy~~1~shown'],
		[
			own({
				way: 'free',
				from: 'hand',
				weights: [
					[60, 60, 60, 60, 60],
					[0, 10, 20, 30, 40],
					[5, 5, 5, 5, 5]
				]
			}),
			'free~~~hand~60_0-10-20-30-40_5'
		]
	])('comes back as it was: %o', (ensemble, word) => {
		expect(ownToAddress(ensemble)).toBe(word);
		expect(ownFromAddress(word, 3, 5)).toEqual(ensemble);
	});

	it.each([
		'',
		'median~~~val',
		'f1',
		'f1~3~~val',
		'f1~x~~val',
		'f1~~2~val',
		'f1~~~train',
		'free~~~hand',
		'free~~~hand~60_40',
		'free~~~hand~60_40_-5',
		'f1~~~val~1_1_1'
	])('is refused where damaged: %s', (word) => {
		expect(ownFromAddress(word, 3, 5)).toBeNull();
	});
});
