import { describe, expect, it } from 'vitest';
import { KELLGREN_LAWRENCE_SCALE } from '#lib/core/labels/kellgren-lawrence-scale.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import { labelScaleSchema } from '#lib/data/schemas/label-scale-schema.ts';
import { parseJson } from '#lib/data/schemas/parse-json.ts';

const read = (scale: unknown) =>
	parseJson(new TextEncoder().encode(JSON.stringify(scale)), labelScaleSchema, 'manifest.json');

const named = (names: readonly string[]) =>
	names.map((name) => ({ key: name.toLowerCase(), short: name, name }));
const numbered = (count: number) => named(Array.from({ length: count }, (_, i) => `Class ${i}`));
const unordered: LabelScale = {
	classes: named(['Normal', 'Pneumonia', 'Effusion']),
	ordinal: false,
	positiveFrom: null,
	groupings: []
};
const stages: LabelScale = { ...unordered, classes: numbered(4), ordinal: true, positiveFrom: 1 };
const grouped = (...groups: number[][]) => [
	{ id: 'early', groups: groups.map((classes) => ({ classes, label: classes.join(' or ') })) }
];

describe('a scale of labels', () => {
	it.each([
		['Kellgren-Lawrence', KELLGREN_LAWRENCE_SCALE],
		['three classes without an order', unordered],
		['four stages with a threshold', stages],
		['groups of neighbours', { ...stages, groupings: grouped([0, 1], [2, 3]) }],
		['2 classes', { ...unordered, classes: numbered(2) }],
		['20 classes', { ...unordered, classes: numbered(20) }]
	])('may be %s', (_, scale) => {
		expect(read(scale)).toEqual(scale);
	});

	it.each<[string, unknown, RegExp]>([
		['of one class', { ...unordered, classes: numbered(1) }, /^manifest\.json: classes: 1 classes/],
		['of 21 classes', { ...unordered, classes: numbered(21) }, /: classes: 21 classes, .*2 to 20/],
		[
			'with a key twice',
			{
				...unordered,
				classes: [...unordered.classes, { key: 'effusion', short: 'E', name: 'Another' }]
			},
			/classes\.3\.key: "effusion" names an earlier class/
		],
		['with an empty name', { ...unordered, classes: named(['', 'B']) }, /classes\.0\.key: /],
		[
			'with a threshold at its first class',
			{ ...stages, positiveFrom: 0 },
			/positiveFrom: 0 is no/
		],
		[
			'with a threshold beyond it',
			{ ...stages, positiveFrom: 4 },
			/positiveFrom: 4 is not .*1 to 3/
		],
		['with a threshold between classes', { ...stages, positiveFrom: 1.5 }, /positiveFrom: /],
		[
			'with a threshold but no order',
			{ ...unordered, positiveFrom: 1 },
			/positiveFrom: classes without an order/
		],
		[
			'with groups but no order',
			{ ...unordered, groupings: grouped([0], [1, 2]) },
			/groupings: classes without an order/
		],
		[
			'with a class in no group',
			{ ...stages, groupings: grouped([0, 1], [3]) },
			/groupings\.0\.groups: its groups list 0, 1, 3/
		],
		[
			'with a class in two groups',
			{ ...stages, groupings: grouped([0, 1], [1, 2, 3]) },
			/groupings\.0\.groups/
		],
		['with one group', { ...stages, groupings: grouped([0, 1, 2, 3]) }, /two groups or more/],
		[
			'with a grouping twice',
			{ ...stages, groupings: [...grouped([0], [1, 2, 3]), ...grouped([0, 1], [2, 3])] },
			/groupings\.1\.id: "early" is taken/
		],
		['without saying whether it has an order', { ...stages, ordinal: undefined }, /ordinal/]
	])('is refused %s', (_, scale, message) => {
		expect(() => read(scale)).toThrow(message);
	});
});
