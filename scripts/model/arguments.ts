import type { Exposure, Preprocessing } from '../../src/lib/core/records/model-card.ts';
import {
	parsePreprocessing,
	PREPROCESSING_CHOICES
} from '../../src/lib/core/image/preprocessing.ts';
import type { WeightDtype } from '../../src/lib/keras/files/weight-encoding.ts';
import { parseOptions } from '../options.ts';
import { parseTrainingPrior, type AskedPrior } from '../../src/lib/data/models/training-prior.ts';

export const usage = `npm run model -- FILE --name NAME [options]

Turns a Keras network (.h5 or .keras) into a TF.js layers model with a model card.

  --name NAME         its folder and its name in tables, e.g. xception, resnet50, inception_resnet_v2
  --title TITLE       what it is called on the page (what the metadata says, else its architecture; a title that
                      another network has gets NAME in brackets)
  --out DIR           the folder of networks, where NAME is replaced unless it holds files of another origin (static/models)
  --dtype TYPE        how kernels are stored: uint16, float16 or float32 (uint16)
  --preprocess MODE   tf, caffe, torch, 0-1, none, or scale=S:offset=O, one number each or three with commas, e.g.
                      scale=1/127.5:offset=-1 (what the metadata says, else none where the network scales its input itself,
                      else as keras.applications does)
  --testset DIR       the packed test set whose labels it answers with, e.g. static/testset (else Kellgren-Lawrence grades)
  --classes LIST      names of its answers in their order, e.g. Doubtful,Healthy,Minimal,Moderate,Severe or 1,0,2,3,4; they
                      are put into the order of the labels (what the metadata or labels.txt says, else that of the labels)
  --exposure MODE     as-is or standardised: negatives re-inverted, grey values stretched (what the metadata says, else as-is)
  --training-prior P  shares of the classes that its scores are probabilities for: equal (loss, class weights or sampling made
                      up for rare classes), train (plain cross-entropy) or a number each, 40,18,26,13,3 (what the metadata
                      says, else not known)
  --phantoms DIR      packed knees, e.g. static/testset, on which is measured where the cells of its heat maps look; without
                      them, heat is placed by the sizes and strides of the layers
  --metadata FILE     what the training wrote (FILE's own or metadata.json beside it, where there is one)
`;

/** Names that the notebook gives to systems of its own. */
const RESERVED = ['ensemble', 'you'];

export interface ModelArguments {
	file: string;
	name: string;
	/** Null leaves it to the metadata or the architecture. */
	title: string | null;
	dtype: WeightDtype;
	/** Null leaves the choice to the metadata or the topology. */
	preprocessing: Preprocessing | null;
	/** Folder of packed knees whose labels it answers with; null where these are Kellgren-Lawrence grades. */
	testset: string | null;
	/** Names of the answers in their order; null leaves them to the metadata. */
	classes: string[] | null;
	/** Null leaves the choice to the metadata. */
	exposure: Exposure | null;
	/** Null leaves it to the metadata. */
	trainingPrior: AskedPrior | null;
	out: string;
	/** Folder of packed knees; null leaves the heat where the layers place it. */
	phantoms: string | null;
	/** Null where none was named. */
	metadata: string | null;
}

/** @returns null where help is wanted @throws Error in plain words. */
export function parseArguments(words: readonly string[]): ModelArguments | null {
	const { values, positionals } = parseOptions(usage, {
		args: [...words],
		allowPositionals: true,
		options: {
			name: { type: 'string' },
			title: { type: 'string' },
			out: { type: 'string', default: 'static/models' },
			dtype: { type: 'string', default: 'uint16' },
			preprocess: { type: 'string' },
			testset: { type: 'string' },
			classes: { type: 'string' },
			exposure: { type: 'string' },
			'training-prior': { type: 'string' },
			phantoms: { type: 'string' },
			metadata: { type: 'string' },
			help: { type: 'boolean', default: false }
		}
	});
	if (values.help) return null;
	const { name } = values;
	if (positionals.length !== 1 || !name) throw new Error(usage);
	if (!/^[a-z0-9][a-z0-9_-]*$/.test(name)) {
		throw new Error(`--name ${name}: small letters, digits, - and _ are allowed.`);
	}
	if (RESERVED.includes(name)) {
		throw new Error(`--name ${name}: the notebook uses that name for something else.`);
	}
	if (values.title?.trim() === '') throw new Error('--title is empty.');
	return {
		file: positionals[0],
		name,
		title: values.title?.trim() ?? null,
		dtype: oneOf<WeightDtype>('--dtype', values.dtype, ['uint16', 'float16', 'float32']),
		preprocessing:
			values.preprocess === undefined ? null : preprocessingOf('--preprocess', values.preprocess),
		testset: values.testset ?? null,
		classes: values.classes?.split(',').map((name) => name.trim()) ?? null,
		exposure:
			values.exposure === undefined
				? null
				: oneOf<Exposure>('--exposure', values.exposure, ['as-is', 'standardised']),
		trainingPrior:
			values['training-prior'] === undefined ? null : parseTrainingPrior(values['training-prior']),
		out: values.out,
		phantoms: values.phantoms ?? null,
		metadata: values.metadata ?? null
	};
}

function oneOf<T extends string>(option: string, value: string, choices: readonly T[]): T {
	const chosen = choices.find((choice) => choice === value);
	if (chosen) return chosen;
	throw new Error(`${option} ${value}: ${choices.join(', ')} are known.`);
}

/** @throws Error naming the option where the value is no preprocessing */
export function preprocessingOf(option: string, value: string): Preprocessing {
	const found = parsePreprocessing(value);
	if (found) return found;
	throw new Error(`${option} ${value}: ${PREPROCESSING_CHOICES} are known.`);
}
