import { KELLGREN_LAWRENCE_SCALE } from '#lib/core/labels/kellgren-lawrence-scale.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';

/** The packed test set as `manifest.json`, `knees.json`, `truths.json` and `properties.json` of `static/testset` describe it. */

export type Side = 'L' | 'R';
export type SplitName = 'train' | 'val' | 'test';

/** Small, fetched first: enough to draw the distribution of grades and to find everything else. */
export interface TestSetManifest {
	format: 'kneelens-testset';
	version: 1;
	/** Shown as the name of the data, e.g. "Synthetic knees, series A". */
	name: string;
	/** True for drawn phantoms; the page then says so everywhere. */
	synthetic: boolean;
	/** Where the images come from, in a sentence. */
	description: string;
	/** Generator and seed of drawn phantoms; null for a folder of real images. */
	generator: { version: string; seed: number } | null;
	image: { width: number; height: number };
	/** What the labels can be; absent, they are Kellgren-Lawrence grades. */
	labels?: LabelScale;
	/** Splits in the order train, val, test; those that exist. */
	splits: SplitSummary[];
	/** The list of knees, one file for all packed splits. */
	knees: FileReference;
	/** What was drawn into the phantoms, a {@link KneeTruth} an id; null for real knees. */
	truths: FileReference | null;
	/** How each image looks, an {@link ImageProperties} an id; absent in sets packed before it was measured. */
	properties?: FileReference;
	/** SHA-256 over the sorted list of the images' own SHA-256: names the exact set. */
	fingerprint: string;
}

/** What the labels of a set can be. */
export function labelsOf({ labels }: Pick<TestSetManifest, 'labels'>): LabelScale {
	return labels ?? KELLGREN_LAWRENCE_SCALE;
}

export interface SplitSummary {
	split: SplitName;
	/** Knees per class of the labels. */
	gradeCounts: number[];
	subjects: number;
	/** Zip files (stored, PNG images named `<id>.png`); empty where only the counts are known. */
	shards: ShardReference[];
}

export interface FileReference {
	/** Path relative to the manifest. */
	file: string;
	bytes: number;
	sha256: string;
}

export interface ShardReference extends FileReference {
	/** Ids of the knees inside are `knees.json` entries `first` to `first + count - 1` of the split. */
	first: number;
	count: number;
}

/** One entry of `knees.json`; within a split in the order of the shards. */
export interface KneeRecord {
	/** `<subject><side>`, or the subject alone where the side is not known; unique in the set. */
	id: string;
	subject: string;
	/** Null where nothing says it. */
	side: Side | null;
	split: SplitName;
	/** The label: a class of the set's scale, by its place; the grade 0-4 where it is Kellgren-Lawrence. */
	grade: number;
	/** SHA-256 of the decoded grey pixels (224 x 224 bytes). */
	sha256: string;
}

export interface Box {
	x0: number;
	y0: number;
	x1: number;
	y1: number;
}

export type OsteophyteSite = 'femur-medial' | 'femur-lateral' | 'tibia-medial' | 'tibia-lateral';

/** An entry of `truths.json`. Millimetres are at the knee, pixels in the 224 x 224 image. */
export interface KneeTruth {
	secondReaderGrade: number;
	jointSpaceMm: { medial: number; lateral: number };
	/** Fraction of the compartment's healthy width that is lost, 0-1. */
	narrowing: { medial: number; lateral: number };
	osteophytes: { site: OsteophyteSite; mm: number; x: number; y: number; radius: number }[];
	/** 0-1 */
	sclerosis: { medial: number; lateral: number };
	attritionMm: { medial: number; lateral: number };
	jointSpace: { medial: Box; lateral: Box };
	millimetresPerPixel: number;
	/** A photographic negative. */
	negative: boolean;
	/** Everything the generator needs to draw this phantom again, masks included. */
	phantom: unknown;
}
