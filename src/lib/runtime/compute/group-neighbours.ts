import type { Neighbours } from '#lib/core/checks/nearest-knees.ts';
import {
	agreementByGroup,
	neighbourShares,
	type GroupAgreement
} from '#lib/core/checks/neighbour-agreement.ts';

export interface GroupQuestion {
	neighbours: Neighbours;
	/** `[knees]`, -1 where not known. */
	groups: Int8Array;
	/** Groups there are. */
	count: number;
	/** `[knees]` who each knee belongs to. */
	subjects: string[];
	/** How many of the nearest are looked at. */
	compared: number;
}

/** How often knees of a group have others of it beside them: all groups together, then each. */
export function groupAgreementOf({
	neighbours,
	groups,
	count,
	subjects,
	compared
}: GroupQuestion): GroupAgreement[] {
	const shares = neighbourShares(neighbours, groups, subjects, compared);
	return agreementByGroup(shares, groups, subjects, count);
}
