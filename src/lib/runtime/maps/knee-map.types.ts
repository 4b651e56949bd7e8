import type { Neighbours } from '#lib/core/checks/nearest-knees.ts';
import type { GroupAgreement } from '#lib/core/checks/neighbour-agreement.ts';

/** Knees that a map needs: a neighbourhood, and one knee beyond it. */
export const LEAST_KNEES = 16;
/** Nearest knees whose grades are compared. */
export const COMPARED_NEIGHBOURS = 10;

export interface KneeMapInput {
	/** `[knees, width]` */
	features: Float32Array;
	width: number;
	/** `[knees]` true grades. */
	grades: Int8Array;
	classCount: number;
	/** `[knees]` who each knee belongs to. */
	subjects: string[];
	/** 0 to 2^32 - 1; the same seed draws the same map. */
	seed: number;
}

/** Plain data: can be posted from a worker. */
export interface KneeMap {
	/** `[knees, 2]`, y upwards, turned about (0, 0), see core/explain/turned-map.ts. */
	positions: Float32Array;
	/** By the features, not on the map. */
	neighbours: Neighbours;
	/** Share of each knee's nearest with its true grade, see {@link neighbourShares}. */
	shares: (number | null)[];
	/** All knees, then each grade. */
	agreement: GroupAgreement[];
}

export interface KneeMapProgress {
	/** `neighbours`: pairs of knees compared. `layout`: passes over the map. */
	phase: 'neighbours' | 'layout';
	done: number;
	total: number;
	/** To the end of the phase; null while it cannot be told. */
	secondsLeft: number | null;
}
