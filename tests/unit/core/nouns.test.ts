import { afterEach, expect, it } from 'vitest';
import { KELLGREN_LAWRENCE_SCALE } from '#lib/core/labels/kellgren-lawrence-scale.ts';
import { nouns, speakOf } from '#lib/core/text/nouns.ts';

const scale = {
	classes: ['a', 'b'].map((name) => ({ key: name, short: name, name })),
	ordinal: false,
	positiveFrom: null,
	groupings: []
};

afterEach(() => speakOf(KELLGREN_LAWRENCE_SCALE));

it('speaks of knees and grades, of cases and classes, or as the scale says', () => {
	expect(nouns).toMatchObject({ cases: 'knees', Case: 'Knee', class: 'grade', Classes: 'Grades' });
	speakOf(scale);
	expect(nouns).toMatchObject({ case: 'case', Cases: 'Cases', classes: 'classes', Class: 'Class' });
	speakOf({ ...scale, ordinal: true });
	expect(nouns).toMatchObject({ case: 'case', class: 'grade' });
	speakOf({ ...scale, nouns: { case: 'leaf', cases: 'leaves', class: 'pest', classes: 'pests' } });
	expect(nouns).toMatchObject({ Cases: 'Leaves', classes: 'pests' });
});
