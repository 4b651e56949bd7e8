import type { Box, OsteophyteSite, Side } from '#lib/core/records/test-set.ts';

/** The Kellgren-Lawrence grades that the readers of phantoms give. */
export type Grade = 0 | 1 | 2 | 3 | 4;
export type Compartment = 'medial' | 'lateral';

export const COMPARTMENTS: readonly Compartment[] = ['medial', 'lateral'];
export const OSTEOPHYTE_SITES: readonly OsteophyteSite[] = [
	'femur-medial',
	'femur-lateral',
	'tibia-medial',
	'tibia-lateral'
];

/** An osteophyte of `mm` length; centre and radius in pixels of the final image. */
export interface OsteophyteTruth {
	site: OsteophyteSite;
	mm: number;
	x: number;
	y: number;
	radius: number;
}

/** Everything known about a drawn knee. */
export interface PhantomTruth {
	/** The first reader's Kellgren-Lawrence grade: the label. */
	grade: Grade;
	/** An independent second reading of the same knee. */
	secondReaderGrade: Grade;
	/** Minimum joint-space width, along the tibial axis, in mm; exact by construction. */
	jointSpaceMm: Record<Compartment, number>;
	/** Fraction lost of the compartment's healthy width. */
	narrowing: Record<Compartment, number>;
	osteophytes: OsteophyteTruth[];
	/** Subchondral sclerosis, 0 (none) to 1. */
	sclerosis: Record<Compartment, number>;
	/** Depth of bone lost from the tibial plateau, mm. */
	attritionMm: Record<Compartment, number>;
	/** Half-open box in pixels around the compartment's joint space: x0 <= x < x1, y0 <= y < y1. */
	jointSpace: Record<Compartment, Box>;
	millimetresPerPixel: number;
	/** Shown as a photographic negative. */
	negative: boolean;
}

/** A knee that can be drawn; plain JSON from which the same pixels come every time. */
export interface PhantomKnee {
	/** Seven digits; a subject's two knees share it. */
	subject: string;
	side: Side;
	/** Unsigned 32-bit seed of the subject. */
	seed: number;
	/** The label, known from the disease alone. */
	grade: Grade;
	/** GENERATOR_VERSION of the generator that sampled the knee. */
	generator: number;
}

export interface Phantom {
	/** 224 x 224 grey values, row by row. */
	pixels: Uint8Array;
	/** 1 where a sign of disease is: osteophyte, narrowed space, sclerosis, attrition. */
	lesionMask: Uint8Array;
	/** 1 inside the joint space of either compartment. */
	jointSpaceMask: Uint8Array;
	truth: PhantomTruth;
}
