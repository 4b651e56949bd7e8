import type { BootstrapOptions } from '../../src/lib/core/statistics/bootstrap.ts';
import { clusteredMean } from '../../src/lib/core/statistics/clustered-mean.ts';
import { sampleMap, shareInMask } from '../../src/lib/core/explain/grad-cam.ts';
import { bandMask, JOINT_BAND } from '../../src/lib/core/statistics/joint-band.ts';
import { heatShare, maskArea, readArea } from '../../src/lib/core/explain/lesion-hit.ts';
import type { KneeHeatCheck } from '../../src/lib/core/records/model-checks.ts';
import { argmaxRows } from '../../src/lib/core/scores/predictions.ts';
import { imageSize } from '../../src/lib/data/images/grey-png.ts';
import { describeKnees, type CheckedSet } from './checked-set.ts';
import type { CheckedReadings } from './network-readings.ts';
import { mapOf } from './predicted-map.ts';

/** @param readings rows as the set */
export function checkKneeHeat(
	set: CheckedSet,
	readings: CheckedReadings,
	options: BootstrapOptions
): KneeHeatCheck {
	const band = bandMask(imageSize);
	const { seen } = readings.grid;
	const shares: { share: number; subject: string }[] = [];
	argmaxRows(readings.probabilities, readings.classCount).forEach((grade, row) => {
		const map = mapOf(readings, row, grade);
		const share = shareInMask(sampleMap(map, readings.grid, 'aligned', imageSize), band);
		if (share !== null) shares.push({ share, subject: set.knees[row].subject });
	});
	return {
		data: describeKnees(set, set.knees),
		band: JOINT_BAND,
		bandArea: maskArea(band, imageSize, seen),
		heat: heatShare(
			clusteredMean(
				shares.map(({ share }) => share),
				shares.map(({ subject }) => subject),
				options
			)
		),
		readArea: readArea(imageSize, seen)
	};
}
