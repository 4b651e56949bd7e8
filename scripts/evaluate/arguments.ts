import { basename } from 'node:path';
import type { Exposure, Preprocessing } from '../../src/lib/core/records/model-card.ts';
import type { SplitName } from '../../src/lib/core/records/test-set.ts';
import { preprocessingOf } from '../model/arguments.ts';
import { INDEX_FILE } from '../model/model-index.ts';
import { parseOptions } from '../options.ts';

export const usage = `npm run evaluate -- --models A [B C] --testset DIR --out DIR [options]

Grades a test set with one or more networks, by the engine of the notebook, and writes predictions.csv and metrics.json.

  --models A [B C]       model folders (model.json, with card.json or without), .h5 or .keras files; an index.json among
                         them is passed over, so that static/models/* names all networks
  --testset DIR          a packed test set, or a folder {train,val,test}/{0..4}/<subject><L|R>.png or {0..4}/..., or any
                         other that npm run testset packs
  --skip-unreadable      leave out the files of a folder that cannot be used; else one of them refuses it
  --out DIR              where predictions.csv and metrics.json go, in place of those of an earlier run
  --split NAME           train, val or test (test)
  --preprocess MODE ...  tf, caffe, torch, 0-1, none or scale=S:offset=O (what is stored with the model, else as npm run model
                         takes it): one for all, or one for each
  --exposure MODE ...    as-is or standardised (what is stored with the model, else as-is): one for all, or one for each
  --study DIR            also write the stored results that the notebook opens with (val and test): into a new or empty
                         folder, or in place of stored results
`;

export interface EvaluateArguments {
	models: string[];
	testset: string;
	out: string;
	split: SplitName;
	/** One a model; null where the model itself or its topology says it. */
	preprocess: (Preprocessing | null)[];
	/** One a model; null where what is stored with it says it. */
	exposure: (Exposure | null)[];
	study: string | null;
	/** Whether files of a folder that cannot be used are left out. */
	skipUnreadable: boolean;
}

const SKIP = 'skip-unreadable';
const names = ['models', 'testset', 'out', 'split', 'preprocess', 'exposure', 'study'] as const;
type Name = (typeof names)[number];

/**
 * @returns null where help was asked for
 * @throws Error in plain words
 */
export function parseArguments(words: readonly string[]): EvaluateArguments | null {
	const options = groupWords(words);
	if (!options) return null;
	const one = (name: Name): string | null => {
		const values = options.get(name);
		if (!values) return null;
		if (values.length === 1) return values[0];
		throw new Error(`--${name} takes one value, not ${values.length}.`);
	};
	const required = (name: Name): string => {
		const value = one(name);
		if (value === null) throw new Error(`--${name} is missing.\n\n${usage}`);
		return value;
	};
	const models = (options.get('models') ?? []).filter((path) => basename(path) !== INDEX_FILE);
	if (models.length === 0) throw new Error(`--models is missing.\n\n${usage}`);
	const each = <T extends string>(name: Name, read: (value: string) => T) =>
		onePerModel(name, (options.get(name) ?? []).map(read), models.length);
	const split = one('split') ?? 'test';
	if (split !== 'train' && split !== 'val' && split !== 'test') {
		throw new Error(`--split ${split}: train, val and test are known.`);
	}
	return {
		models,
		testset: required('testset'),
		out: required('out'),
		split,
		preprocess: each('preprocess', (value) => preprocessingOf('--preprocess', value)),
		exposure: each('exposure', exposureOf),
		study: one('study'),
		skipUnreadable: options.has(SKIP)
	};
}

/** The values of every option: the word after it and all up to the next option. Null where help was asked for. */
function groupWords(words: readonly string[]): ReadonlyMap<string, string[]> | null {
	const option = { type: 'string', multiple: true } as const;
	const { values, tokens } = parseOptions(usage, {
		args: [...words],
		allowPositionals: true,
		tokens: true,
		options: {
			...Object.fromEntries(names.map((name) => [name, option])),
			[SKIP]: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false }
		}
	});
	if (values.help) return null;
	const options = new Map<string, string[]>();
	let group: string[] | null = null;
	for (const token of tokens) {
		if (token.kind === 'option') {
			group = options.get(token.name) ?? [];
			options.set(token.name, group);
			if (token.name === SKIP) group = null;
		}
		if (token.kind === 'option-terminator' || token.value === undefined) continue;
		if (!group) throw new Error(`${token.value}: an option was expected.\n\n${usage}`);
		group.push(token.value);
	}
	return options;
}

/** One value a model from one for all or one for each; null where none was given. */
function onePerModel<T extends string>(
	option: string,
	chosen: readonly T[],
	models: number
): (T | null)[] {
	if (chosen.length > 1 && chosen.length !== models) {
		throw new Error(
			`--${option} has ${chosen.length} values for ${models} models: give one for all, or one for each.`
		);
	}
	return Array.from(
		{ length: models },
		(_, i) => (chosen.length === 1 ? chosen[0] : chosen[i]) ?? null
	);
}

function exposureOf(value: string): Exposure {
	if (value === 'as-is' || value === 'standardised') return value;
	throw new Error(`--exposure ${value}: as-is and standardised are known.`);
}
