import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { KneeRecord, KneeTruth } from '#lib/core/records/test-set.ts';
import { drawnGrades } from '#lib/study/answers/drawn-grades.ts';

const read = (file: string) =>
	JSON.parse(readFileSync(`static/testset/${file}`, 'utf8')) as unknown;

it('of the embedded test knees are the label as often as the page and the README say', () => {
	const truths = read('truths.json') as Record<string, KneeTruth>;
	const knees = (read('knees.json') as KneeRecord[]).filter(({ split }) => split === 'test');
	const agreeing = (source: 'secondReader' | 'signs') =>
		knees.filter(({ id, grade }) => drawnGrades(truths[id])[source] === grade).length;
	expect(knees).toHaveLength(1000);
	expect(agreeing('secondReader')).toBe(736);
	expect(agreeing('signs')).toBe(819);
});
