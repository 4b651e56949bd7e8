import type { FileReference, SplitName } from './test-set.ts';
import type { Preprocessing } from './model-card.ts';

/**
 * What running one network over knees gives. Rows follow the knees they were asked for; `count` knees,
 * 5 grades, `features` pooled features, `rows x columns` cells of the last feature map.
 */
export interface Readings {
	count: number;
	/** `[count, 5]`, before softmax. */
	logits: Float32Array;
	/** `[count, 5]` */
	probabilities: Float32Array;
	/** `[count, features]`, global average of the last feature map. */
	pooled: Float32Array;
	/** `[count, 5, rows * columns]`, Grad-CAM of each grade's logit after ReLU, divided by its maximum; 0-1. */
	maps: Float32Array;
	/** `[count, 5]`, the maximum each map was divided by; 0 for a map that is zero everywhere. */
	mapPeaks: Float32Array;
}

/** Where the cells of a network's last feature map lie on its input image, in pixels. */
export interface FeatureGrid {
	rows: number;
	columns: number;
	/** Centre of the receptive field of cell (0, 0). */
	offsetX: number;
	offsetY: number;
	/** Distance of neighbouring centres. */
	strideX: number;
	strideY: number;
}

/** Stored results of the embedded study: `static/study/study.json`, with one binary file a network. */
export interface StudyManifest {
	format: 'kneelens-study';
	version: 1;
	created: string;
	engine: { version: string; backend: string };
	/** Fingerprint of the test set that was read. */
	testset: string;
	/** The splits that were read, in file order: all knees of the first, then of the next. */
	splits: { split: SplitName; count: number }[];
	models: StudyModel[];
}

export interface StudyModel {
	name: string;
	/** SHA-256 over model.json and the shards as listed in the card. */
	fingerprint: string;
	preprocessing: Preprocessing;
	features: number;
	grid: FeatureGrid;
	/**
	 * Blocks of one little-endian file: `probabilities` float32 `[n, 5]` first, so that a page can show
	 * numbers before the rest has come.
	 */
	probabilities: FileReference;
	/** uint8 `[n, features]` scaled per feature. */
	features8: FileReference & { scale: number[]; offset: number[] };
	/** uint8 `[n, 5, rows * columns]`, 255 is the peak; then float32 `[n, 5]` peaks in a file of their own. */
	maps8: FileReference;
	mapPeaks: FileReference;
}
