import { DEFAULT_RESAMPLES, DEFAULT_SEED } from '../../src/lib/core/statistics/bootstrap.ts';
import { parseOptions } from '../options.ts';

export const usage = `npm run check-models -- [options]

Checks finished networks before their weights are committed and writes the results into their cards. A run replaces
all checks of a card; npm run model writes a card without any.

  --models DIR           the folder of networks (static/models)
  --testset DIR          the packed phantoms (static/testset)
  --study DIR            stored results, used where they belong to these very networks (static/study)
  --knees DIR            real knees, one split: DIR/{0..4}/<subject><L|R>.png, e.g. knees/val (else what was found
                         on such knees for the same weights stays)
  --unquantised NAME=FILE ...
                         the .keras file a network was made from, to compare it with; repeat for each. Without it
                         a comparison of these same weights that the card holds is kept
  --limit N              read the first N knees of each set only; for a try: no card is written
  --seed N               of every resampling and shuffle (${DEFAULT_SEED})
  --resamples N          of every bootstrap (${DEFAULT_RESAMPLES})
`;

export interface CheckArguments {
	models: string;
	testset: string;
	study: string;
	knees: string | null;
	/** Files by name of the network. */
	unquantised: ReadonlyMap<string, string>;
	limit: number | null;
	seed: number;
	resamples: number;
}

/**
 * @returns null where help was asked for
 * @throws Error in plain words
 */
export function parseArguments(words: readonly string[]): CheckArguments | null {
	const { values } = parseOptions(usage, {
		args: [...words],
		options: {
			models: { type: 'string', default: 'static/models' },
			testset: { type: 'string', default: 'static/testset' },
			study: { type: 'string', default: 'static/study' },
			knees: { type: 'string' },
			unquantised: { type: 'string', multiple: true, default: [] },
			limit: { type: 'string' },
			seed: { type: 'string', default: String(DEFAULT_SEED) },
			resamples: { type: 'string', default: String(DEFAULT_RESAMPLES) },
			help: { type: 'boolean', default: false }
		}
	});
	if (values.help) return null;
	return {
		models: values.models,
		testset: values.testset,
		study: values.study,
		knees: values.knees ?? null,
		unquantised: new Map(values.unquantised.map(namedFile)),
		limit: values.limit === undefined ? null : whole('limit', values.limit, 1),
		seed: whole('seed', values.seed, 0),
		resamples: whole('resamples', values.resamples, 100)
	};
}

function namedFile(word: string): [string, string] {
	const at = word.indexOf('=');
	if (at < 1 || at === word.length - 1) {
		throw new Error(`--unquantised ${word}: expected NAME=FILE, e.g. xception=out/xception.keras.`);
	}
	return [word.slice(0, at), word.slice(at + 1)];
}

function whole(name: string, value: string, least: number): number {
	const number = Number(value);
	if (Number.isInteger(number) && number >= least && number <= 0xffffffff) return number;
	throw new Error(`--${name} ${value}: expected a whole number of ${least} or more.`);
}
