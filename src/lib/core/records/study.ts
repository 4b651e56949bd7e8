import type { Box, FileReference, SplitName } from './test-set.ts';
import type { InputPreparation, Preprocessing } from './model-card.ts';

/**
 * What running one network over knees gives. Rows follow the knees they were asked for; `count` knees,
 * `classes` of the labels, `features` pooled features.
 */
export interface Readings {
	count: number;
	/** `[count, classes]`, before softmax. */
	logits: Float32Array;
	/** `[count, classes]` */
	probabilities: Float32Array;
	/** `[count, features]`, global average of the last feature map. */
	pooled: Float32Array;
}

/** Where the cells of a layer of a network, mostly its last feature map, lie on its input image, in pixels. */
export interface FeatureGrid {
	rows: number;
	columns: number;
	/** Centre of the receptive field of cell (0, 0), or where it was measured to look. */
	offsetX: number;
	offsetY: number;
	/** Distance of neighbouring centres. */
	strideX: number;
	strideY: number;
	/** The part of the image that the network reads, `x1` and `y1` outside of it; all of it where absent. */
	seen?: Box;
}

/** Stored results of the embedded study: `static/study/study.json`, with three binary files a network. */
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

export interface StudyModel extends InputPreparation {
	name: string;
	/** SHA-256 over model.json and the shards as listed in the card. */
	fingerprint: string;
	/** Where it gave almost all labelled knees one grade: the preprocessing under which its answers fit them better. */
	likelierPreprocessing?: Preprocessing;
	features: number;
	grid: FeatureGrid;
	/** Little-endian float32 `[n, classes]`: a file of its own, so that a page can show numbers before the rest has come. */
	probabilities: FileReference;
	/** Pooled features at 8 bits: float32 scale `[features]` and offset `[features]`, then uint8 `[n, features]`. */
	features8: FileReference;
	/** Grad-CAM at 8 bits: float32 peaks `[n, classes]`, then uint8 `[n, classes, rows * columns]`, 255 being the peak. */
	maps8: FileReference;
}
