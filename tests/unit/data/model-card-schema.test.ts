import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { modelCardSchema } from '#lib/data/schemas/model-card-schema.ts';
import { parseJson } from '#lib/data/schemas/parse-json.ts';

const card = JSON.parse(readFileSync('static/models/xception/card.json', 'utf8'));
const parse = (change: object) =>
	parseJson(
		new TextEncoder().encode(JSON.stringify({ ...card, ...change })),
		modelCardSchema,
		'mine/card.json'
	);
const metrics = {
	confusion: [
		[1, 0],
		[0, 1]
	],
	balancedAccuracy: 1,
	accuracy: 1,
	quadraticWeightedKappa: 1,
	recall: [1, 1],
	f1: [1, 1]
};
const two = {
	classes: ['no', 'yes'],
	trainingData: { description: '', synthetic: true, counts: { train: [5, 6] } },
	trainingPrior: [0.5, 0.5],
	metrics: { val: metrics },
	phantomMetrics: undefined
};

describe('a card of any number of classes', () => {
	it('is read', () => {
		expect(parse({})).toMatchObject({ classes: { length: 5 } });
		expect(parse(two)).toMatchObject({ classes: ['no', 'yes'], trainingPrior: [0.5, 0.5] });
	});

	it.each([
		['trainingPrior', { trainingPrior: [0.5, 0.25, 0.25] }, '3'],
		['answersInFile', { answersInFile: ['yes'] }, '1'],
		[
			'trainingData.counts.train',
			{ trainingData: { description: '', synthetic: true, counts: { train: [1] } } },
			'1'
		],
		['metrics.test.confusion', { metrics: { test: { ...metrics, confusion: [[1]] } } }, '1'],
		[
			'metrics.val.confusion.1',
			{ metrics: { val: { ...metrics, confusion: [[1, 0], [0]] } } },
			'1'
		],
		['phantomMetrics.val.f1', { phantomMetrics: { val: { ...metrics, f1: [1, 1, 1] } } }, '3']
	])('is refused where %s is of another number', (field, change, found) => {
		expect(() => parse({ ...two, ...change })).toThrow(
			`mine/card.json: ${field}: ${found} entries, where classes lists 2`
		);
	});

	it('is refused with fewer than two classes', () => {
		expect(() => parse({ ...two, classes: ['yes'] })).toThrow(/^mine\/card\.json: classes: /);
	});
});
