import { classLabel } from '#lib/core/labels/class-label.ts';
import { KELLGREN_LAWRENCE_SCALE } from '#lib/core/labels/kellgren-lawrence-scale.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import type { ImageProperties } from '#lib/core/image/image-properties.ts';
import type { KneeTruth } from '#lib/core/records/test-set.ts';
import { thirdBounds, thirdOf } from '#lib/core/metrics/thirds.ts';
import { nouns } from '#lib/core/text/nouns.ts';
import type { KneeTable } from '#lib/study/readings/knee-table.ts';

/** Names a slice in addresses, e.g. `left`; never changed once links hold it. */
export type SliceId = string;

/** Knees that have something in common. */
export interface NamedSlice {
	id: SliceId;
	/** Inside a sentence, e.g. "left knees". */
	words: string;
}

/** The file that tells which knees these are. */
export type SliceSource = 'knees' | 'properties' | 'truths';

/** What is known of the knees, by id. */
export interface SliceData {
	table: KneeTable;
	properties: ReadonlyMap<string, ImageProperties>;
	truths: ReadonlyMap<string, KneeTruth>;
}

/** Slices of which a knee is in one at most. */
export interface SliceFamily {
	id: string;
	title: string;
	source: SliceSource;
	slices: readonly NamedSlice[];
	/** From little to much of something, not mere kinds. */
	ordered?: true;
	/** Which of the slices a row is in; -1 for none, and where it is not known. */
	placer: (data: SliceData) => (row: number) => number;
}

/** Osteophytes from this length on are small ones, mm; below it there is none to speak of. */
const SMALL_SPUR_MM = 1;
const LARGE_SPUR_MM = 3;
/** 0-1; from here on the drawn readers count sclerosis as established. */
const SCLEROSIS = 0.3;
const ATTRITION_MM = 0.5;

/** Every family, whichever file it needs; the second of two slices is the rest of the first. */
export function sliceFamilies(scale: LabelScale): readonly SliceFamily[] {
	return [ofClasses(scale), ...ofPairs(scale), ...ofImages(), ...ofPhantoms()];
}

/** Names of families that a set may have, as addresses hold them. */
export const SLICE_FAMILY_IDS: readonly string[] = sliceFamilies(KELLGREN_LAWRENCE_SCALE).map(
	({ id }) => id
);

function ofClasses(scale: LabelScale): SliceFamily {
	return {
		id: 'grade',
		title: `True ${nouns.class}`,
		source: 'knees',
		...(scale.ordinal && { ordered: true }),
		slices: scale.classes.map((_, place) => ({
			id: `grade-${place}`,
			words: `true ${classLabel(scale, place)}`
		})),
		placer:
			({ table }) =>
			(row) =>
				table.grades[row]
	};
}

/** By the side of the body, and by the subject's other case where the classes have an order. */
function ofPairs({ ordinal }: LabelScale): SliceFamily[] {
	const side: SliceFamily = {
		id: 'side',
		title: 'Side',
		source: 'knees',
		slices: [
			{ id: 'left', words: `left ${nouns.cases}` },
			{ id: 'right', words: `right ${nouns.cases}` }
		],
		placer:
			({ table }) =>
			(row) => {
				const { side } = table.knees[row];
				return side === null ? -1 : side === 'L' ? 0 : 1;
			}
	};
	const other: SliceFamily = {
		id: 'other-knee',
		title: `The other ${nouns.case}`,
		source: 'knees',
		slices: [
			{ id: 'other-worse', words: `other ${nouns.case} of a higher ${nouns.class}` },
			{ id: 'other-same', words: `other ${nouns.case} of the same ${nouns.class}` },
			{ id: 'other-better', words: `other ${nouns.case} of a lower ${nouns.class}` }
		],
		placer:
			({ table }) =>
			(row) => {
				const other = table.otherKnee(row);
				return other === null ? -1 : 1 - Math.sign(table.grades[other] - table.grades[row]);
			}
	};
	return ordinal ? [side, other] : [side];
}

function ofImages(): SliceFamily[] {
	return [
		thirdsOfImages('exposure', 'Exposure', [
			{ id: 'dark', words: 'dark images' },
			{ id: 'mid-grey', words: 'images of middle exposure' },
			{ id: 'bright', words: 'bright images' }
		]),
		thirdsOfImages('contrast', 'Contrast', [
			{ id: 'flat', words: 'images of low contrast' },
			{ id: 'mid-contrast', words: 'images of middle contrast' },
			{ id: 'contrasty', words: 'images of high contrast' }
		]),
		thirdsOfImages('sharpness', 'Sharpness', [
			{ id: 'soft', words: 'soft images' },
			{ id: 'mid-sharp', words: 'images of middle sharpness' },
			{ id: 'sharp', words: 'sharp images' }
		]),
		{
			id: 'polarity',
			title: 'Polarity',
			source: 'properties',
			slices: [
				{ id: 'negative', words: 'photographic negatives' },
				{ id: 'positive', words: 'images with bright bone' }
			],
			placer:
				({ table, properties }) =>
				(row) => {
					const known = properties.get(table.knees[row].id);
					if (!known) return -1;
					return known.negative ? 0 : 1;
				}
		}
	];
}

/** What the drawn sets know of each image. */
function ofPhantoms(): SliceFamily[] {
	return [
		thirds(
			'joint-space',
			'Joint space drawn',
			'truths',
			[
				{ id: 'narrow-space', words: 'narrow joint spaces' },
				{ id: 'mid-space', words: 'joint spaces of middle width' },
				{ id: 'wide-space', words: 'wide joint spaces' }
			],
			({ table, truths }, row) => {
				const space = truths.get(table.knees[row].id)?.jointSpaceMm;
				return space ? Math.min(space.medial, space.lateral) : NaN;
			}
		),
		{
			ordered: true,
			...ofTruth(
				'osteophyte',
				'Largest osteophyte drawn',
				[
					{ id: 'no-spur', words: `no osteophyte of ${SMALL_SPUR_MM} mm` },
					{ id: 'small-spur', words: `osteophytes of ${SMALL_SPUR_MM} to ${LARGE_SPUR_MM} mm` },
					{ id: 'large-spur', words: `an osteophyte of ${LARGE_SPUR_MM} mm or more` }
				],
				({ osteophytes }) => {
					const largest = Math.max(0, ...osteophytes.map(({ mm }) => mm));
					if (largest < SMALL_SPUR_MM) return 0;
					return largest < LARGE_SPUR_MM ? 1 : 2;
				}
			)
		},
		ofTruth(
			'sclerosis',
			'Sclerosis drawn',
			[
				{ id: 'sclerosis', words: `sclerosis above ${SCLEROSIS}` },
				{ id: 'no-sclerosis', words: 'little or no sclerosis' }
			],
			({ sclerosis }) => (Math.max(sclerosis.medial, sclerosis.lateral) > SCLEROSIS ? 0 : 1)
		),
		ofTruth(
			'attrition',
			'Bone loss drawn',
			[
				{ id: 'attrition', words: `bone loss of ${ATTRITION_MM} mm or more` },
				{ id: 'no-attrition', words: `bone loss below ${ATTRITION_MM} mm` }
			],
			({ attritionMm }) =>
				Math.max(attritionMm.medial, attritionMm.lateral) >= ATTRITION_MM ? 0 : 1
		),
		{
			id: 'second-reader',
			title: 'The second reader',
			source: 'truths',
			slices: [
				{ id: 'second-differs', words: 'second reader gave another grade' },
				{ id: 'second-agrees', words: 'second reader gave the same grade' }
			],
			placer:
				({ table, truths }) =>
				(row) => {
					const truth = truths.get(table.knees[row].id);
					if (!truth) return -1;
					return truth.secondReaderGrade === table.grades[row] ? 1 : 0;
				}
		}
	];
}

type Thirds = readonly [NamedSlice, NamedSlice, NamedSlice];

/** Thirds of the evaluated knees by a value; NaN where it is not known. */
function thirds(
	id: string,
	title: string,
	source: SliceSource,
	slices: Thirds,
	valueOf: (data: SliceData, row: number) => number
): SliceFamily {
	return {
		id,
		title,
		source,
		slices,
		ordered: true,
		placer(data) {
			const bounds = thirdBounds(data.table.evaluatedRows.map((row) => valueOf(data, row)));
			return (row) => (bounds ? thirdOf(valueOf(data, row), bounds) : -1);
		}
	};
}

function thirdsOfImages(
	id: 'exposure' | 'contrast' | 'sharpness',
	title: string,
	slices: Thirds
): SliceFamily {
	return thirds(
		id,
		title,
		'properties',
		slices,
		({ table, properties }, row) => properties.get(table.knees[row].id)?.[id] ?? NaN
	);
}

function ofTruth(
	id: string,
	title: string,
	slices: readonly NamedSlice[],
	placeOf: (truth: KneeTruth) => number
): SliceFamily {
	return {
		id,
		title,
		source: 'truths',
		slices,
		placer:
			({ table, truths }) =>
			(row) => {
				const truth = truths.get(table.knees[row].id);
				return truth ? placeOf(truth) : -1;
			}
	};
}
