import type { Preprocessing } from '../../src/lib/core/model-card.ts';
import type { SplitName } from '../../src/lib/core/test-set.ts';

export const usage = `npm run evaluate -- --models A [B C] --testset DIR --out DIR [options]

Grades a test set with one or more networks, by the engine of the notebook, and writes predictions.csv and metrics.json.

  --models A [B C]       model folders (model.json, with card.json or without), .h5 or .keras files
  --testset DIR          a packed test set, or a folder {train,val,test}/{0..4}/<subject><L|R>.png or {0..4}/...
  --out DIR              where predictions.csv and metrics.json go
  --split NAME           train, val or test (test)
  --preprocess MODE ...  tf, caffe or none for models without a card: one for all, or one for each
  --study DIR            also write the stored results that the notebook opens with (val and test)
`;

export interface EvaluateArguments {
	models: string[];
	testset: string;
	out: string;
	split: SplitName;
	/** One a model; null where the model itself or its topology says it. */
	preprocess: (Preprocessing | null)[];
	study: string | null;
}

const known = ['models', 'testset', 'out', 'split', 'preprocess', 'study'];
const modes: readonly string[] = ['tf', 'caffe', 'none'];

/** @throws Error in plain words. */
export function parseArguments(words: readonly string[]): EvaluateArguments {
	const options = groupWords(words);
	const one = (name: string): string | null => {
		const values = options.get(name);
		if (!values) return null;
		if (values.length === 1) return values[0];
		throw new Error(`--${name} takes one value, not ${values.length}.`);
	};
	const required = (name: string): string => {
		const value = one(name);
		if (value === null) throw new Error(`--${name} is missing.\n\n${usage}`);
		return value;
	};
	const models = options.get('models') ?? [];
	if (models.length === 0) throw new Error(`--models is missing.\n\n${usage}`);
	const split = one('split') ?? 'test';
	if (split !== 'train' && split !== 'val' && split !== 'test') {
		throw new Error(`--split ${split}: train, val and test are known.`);
	}
	return {
		models,
		testset: required('testset'),
		out: required('out'),
		split,
		preprocess: parsePreprocess(options.get('preprocess') ?? [], models.length),
		study: one('study')
	};
}

function groupWords(words: readonly string[]): Map<string, string[]> {
	const options = new Map<string, string[]>();
	let values: string[] | null = null;
	for (const word of words) {
		if (!word.startsWith('--')) {
			if (!values) throw new Error(`${word}: an option was expected.\n\n${usage}`);
			values.push(word);
			continue;
		}
		const [name, ...rest] = word.slice(2).split('=');
		if (!known.includes(name)) throw new Error(`--${name} is not known.\n\n${usage}`);
		values = options.get(name) ?? [];
		if (rest.length > 0) values.push(rest.join('='));
		options.set(name, values);
	}
	return options;
}

function parsePreprocess(values: string[], models: number): (Preprocessing | null)[] {
	for (const value of values) {
		if (!modes.includes(value))
			throw new Error(`--preprocess ${value}: tf, caffe and none are known.`);
	}
	if (values.length > 1 && values.length !== models) {
		throw new Error(
			`--preprocess has ${values.length} values for ${models} models: give one for all, or one for each.`
		);
	}
	return Array.from(
		{ length: models },
		(_, i) => ((values.length === 1 ? values[0] : values[i]) ?? null) as Preprocessing | null
	);
}
