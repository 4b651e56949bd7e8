import type { FeatureGrid, Readings } from './study.ts';

/** What the cells of a layer count for one class in one image. */
export interface AttributionMap {
	/** Of the layer's cells, and where they lie on the image: the middles of their receptive fields. */
	grid: FeatureGrid;
	/** `[rows * columns]`, each divided by `peak`; all zero where that is 0. */
	values: Float32Array;
	/** The largest of the values before, in units of the class's logit. */
	peak: number;
}

/** Attribution maps of several images and every class, all on one grid. */
export interface ClassMaps {
	/** `[count, classes, rows * columns]`, each map divided by its peak; 0-1. */
	values: Float32Array;
	/** `[count, classes]`, the largest value of each map before; 0 for a map that is zero everywhere. */
	peaks: Float32Array;
}

/** What one pass gives: readings and the maps of the last feature map. */
export interface ExplainedReadings {
	readings: Readings;
	maps: ClassMaps;
}
