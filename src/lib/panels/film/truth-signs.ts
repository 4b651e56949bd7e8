import type { FilmSign } from '#lib/charts/film/film.types.ts';
import { formatNumber, formatPercent } from '#lib/core/text/format.ts';
import type { KneeTruth } from '#lib/core/records/test-set.ts';

/** Spurs from this length on are circled, mm. */
export const MARKED_SPUR_MM = 1;
/** Compartments that lost at least this share of their width are boxed. */
const MARKED_NARROWING = 0.15;

/** Room between a spur and the circle around it, pixels. */
const CIRCLE_ROOM = 6;

const compartments = ['medial', 'lateral'] as const;

/** The signs drawn into a phantom that are large enough to be marked: spurs, the largest with its length, and narrowed spaces. */
export function signsOf(truth: KneeTruth): FilmSign[] {
	const spurs = truth.osteophytes
		.filter(({ mm }) => mm >= MARKED_SPUR_MM)
		.toSorted((a, b) => b.mm - a.mm);
	const narrowed = compartments.filter((side) => truth.narrowing[side] >= MARKED_NARROWING);
	return [
		...spurs.map(({ x, y, radius, mm }, i): FilmSign => ({
			kind: 'spur',
			x,
			y,
			radius: radius + CIRCLE_ROOM,
			label: i === 0 ? `spur ${formatNumber(mm, 1)} mm` : undefined
		})),
		...narrowed.map((side): FilmSign => ({
			kind: 'narrowing',
			...truth.jointSpace[side],
			label: `space ${formatNumber(truth.jointSpaceMm[side], 1)} mm, ${formatPercent(truth.narrowing[side])} lost`
		}))
	];
}
