import { sideName } from '../../src/lib/core/records/side-name.ts';
import type { BootstrapOptions } from '../../src/lib/core/statistics/bootstrap.ts';
import {
	heatOnMask,
	readArea,
	summariseHeat,
	type LesionMask
} from '../../src/lib/core/explain/lesion-hit.ts';
import type { PhantomHeatCheck } from '../../src/lib/core/records/model-checks.ts';
import { argmaxRows } from '../../src/lib/core/scores/predictions.ts';
import { shuffledPartners } from '../../src/lib/core/checks/shuffled-partners.ts';
import { imageSize } from '../../src/lib/data/images/grey-png.ts';
import { describeKnees, LESION_GRADES, type CheckedSet } from './checked-set.ts';
import type { CheckedReadings } from './network-readings.ts';
import { mapOf } from './predicted-map.ts';

/** About half the distance of two cells of a heat map, in pixels: a coarse map cannot say more precisely. */
export const WIDENED_BY = 12;

/**
 * @param set phantoms of these grades only
 * @param readings rows as the set
 * @param masks of all of them, by id
 */
export function checkPhantomHeat(
	set: CheckedSet,
	readings: CheckedReadings,
	masks: ReadonlyMap<string, LesionMask>,
	options: BootstrapOptions & { seed: number }
): PhantomHeatCheck {
	const { knees } = set;
	const read = argmaxRows(readings.probabilities, readings.classCount);
	const right = [...knees.keys()].filter((row) => read[row] === knees[row].grade);
	const partners = shuffledPartners(
		right.map((row) => sideName(knees[row].side)),
		options.seed
	);
	const judge = (row: number, maskOf: number) => {
		const { subject, grade } = knees[row];
		const map = mapOf(readings, row, grade);
		return heatOnMask(subject, map, readings.grid, masks.get(knees[maskOf].id)!, imageSize);
	};
	return {
		data: describeKnees(set, knees),
		grades: LESION_GRADES,
		widenedBy: WIDENED_BY,
		own: summariseHeat(
			right.map((row) => judge(row, row)),
			options
		),
		shuffled: summariseHeat(
			right.flatMap((row, i) => (partners[i] === null ? [] : [judge(row, right[partners[i]])])),
			options
		),
		readArea: readArea(imageSize, readings.grid.seen)
	};
}
