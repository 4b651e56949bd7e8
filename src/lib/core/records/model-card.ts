import type { ModelChecks } from './model-checks.ts';
import type { Preprocessing } from '#lib/core/image/preprocessing.ts';
import type { Box, FileReference } from './test-set.ts';

/** `static/models/index.json`: the networks of the notebook, in the order they are shown. */
export interface ModelIndex {
	format: 'kneelens-models';
	version: 1;
	/** Folder names below `static/models`. */
	models: string[];
}

export type { Preprocessing } from '#lib/core/image/preprocessing.ts';

/** Whether the exposure is made like that of all others before that: `standardise` in exposure.ts. */
export type Exposure = 'as-is' | 'standardised';

/** What happens to a knee's grey values before the first layer: the exposure, then the preprocessing. */
export interface InputPreparation {
	exposure: Exposure;
	preprocessing: Preprocessing;
}

/** The pixel that the first cell of a network's heat maps answers to, measured: `measuredOffset` of either axis. */
export interface HeatCentre {
	x: number;
	y: number;
}

/** How recipes name the loss of `training/loss.py`: the scores are those for equally frequent grades (Menon et al., ICLR 2021). */
export const ADJUSTED_LOSS = 'cross-entropy adjusted by the prior of the training knees';

/** `card.json` beside `model.json`: what a visitor should know of a network before trusting it. */
export interface ModelCard extends InputPreparation {
	format: 'kneelens-model-card';
	version: 1;
	/** Folder name and column value, e.g. `xception`. */
	name: string;
	/** e.g. "Xception" */
	title: string;
	/** One of the three topologies of keras.applications, or `other`. */
	architecture: 'xception' | 'resnet50' | 'inception_resnet_v2' | 'other';
	/** Filters relative to the published network; null where unknown. */
	widthMultiplier: number | null;
	parameters: number;
	/** `[height, width, channels]` */
	inputSize: [number, number, number];
	/** The part of the image that it reads, `x1` and `y1` outside of it; all of it where absent. */
	seen?: Box;
	/** What it calls the classes of the labels, in their order; how many there are, all its lists of classes are of. */
	classes: string[];
	/** The same in the order of the file's answers, where these were put into the order of the classes. */
	answersInFile?: string[];
	/** Grid of the last feature map, `[rows, columns, channels]`. */
	featureMap: [number, number, number];
	/** Of that grid; where absent, cells lie at the middle of their receptive fields. */
	heatCentre?: HeatCentre;
	trainingData: {
		description: string;
		synthetic: boolean;
		/** Knees of each class. */
		counts: Partial<Record<'train' | 'val' | 'test', number[]>>;
		/** Drawn knees that were mixed in. */
		phantomCounts?: Partial<Record<'train' | 'val' | 'test', number[]>>;
	} | null;
	/**
	 * Shares of the classes, summing to 1, that its scores are probabilities for: those of the training knees after plain
	 * cross-entropy, equal ones where the loss, class weights or sampling made up for them. Absent where that is not known.
	 */
	trainingPrior?: number[];
	/** Measured by the training recipe on the unquantised network. */
	metrics: Partial<Record<'train' | 'val' | 'test', ModelCardMetrics>>;
	/** The same on the drawn knees, where it was trained on real ones too. */
	phantomMetrics?: Partial<Record<'train' | 'val' | 'test', ModelCardMetrics>>;
	history: TrainingPoint[];
	/** Free-form settings of the recipe: steps, learning rates, seed, duration. */
	recipe: Record<string, string | number | boolean | null>;
	weights: {
		dtype: 'float32' | 'float16' | 'uint16';
		bytes: number;
		/** `model.json` first, then the shards. */
		files: FileReference[];
	};
	/** The file this was made from. */
	source: { file: string; sha256: string; kerasVersion: string | null };
	notice: string;
	/** Of the weights as they are served; none before `npm run check-models`. */
	checks?: ModelChecks;
}

export interface ModelCardMetrics {
	confusion: number[][];
	balancedAccuracy: number;
	accuracy: number;
	quadraticWeightedKappa: number;
	/** Per class; null where undefined. */
	recall: (number | null)[];
	f1: (number | null)[];
}

/** A point of the training history; null for what was not measured at that step. */
export interface TrainingPoint {
	step: number;
	/** Side of the training images in pixels. */
	imageSize: number;
	loss: number | null;
	valLoss: number | null;
	valBalancedAccuracy: number | null;
}
