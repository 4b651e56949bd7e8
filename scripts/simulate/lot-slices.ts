import type { Random } from '../../src/lib/core/statistics/random.ts';
import type { Slice } from '../../src/lib/core/slices/slices.ts';

/** Shares of the knees that slices hold. */
const LEAST_SHARE = 0.01;
const MOST_SHARE = 0.5;

/** By what a lot is drawn: knee by knee, subject by subject, or one knee of each subject. */
type LotOf = 'knees' | 'subjects' | 'one knee each';

/** Half by knees, half by subjects, and one that holds one knee of every subject, as the left knees do. */
const LOTS: readonly LotOf[] = [
	...Array.from({ length: 24 }, (_, s): LotOf => (s % 2 === 0 ? 'knees' : 'subjects')),
	'one knee each'
];

/**
 * 25 slices drawn at random, each of a share of the knees from 1 to 50 %, small ones as often as large ones on a scale of
 * ratios, so that nothing but chance makes one differ from the rest.
 *
 * @param subjects `[knees]`, two knees each, one after the other
 * @param pull `[knees]` how much likelier than others a knee is drawn
 */
export function slicesByLot(
	random: Random,
	subjects: readonly number[],
	pull: (knee: number) => number = () => 1
): Slice[] {
	return LOTS.map((lot, s) => {
		const share = LEAST_SHARE * (MOST_SHARE / LEAST_SHARE) ** random.uniform();
		const lots = new Map<number, number>();
		const lotOf = (knee: number) => {
			const of = lot === 'knees' ? knee : subjects[knee];
			if (!lots.has(of)) lots.set(of, random.uniform());
			return lots.get(of)!;
		};
		const isIn = (knee: number) =>
			lot === 'one knee each'
				? lotOf(knee) < 0.5 === (knee % 2 === 0)
				: lotOf(knee) < Math.min(1, share * pull(knee));
		return { name: String(s), knees: [...subjects.keys()].filter(isIn) };
	});
}
