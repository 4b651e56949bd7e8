import type { TrainingMetadata } from './training-metadata.ts';

/** Knees per grade of the public data set: Chen 2019, doi:10.17632/56rmx5bjcr.1. */
const PUBLIC_COUNTS = { train: [2286, 1046, 1516, 757, 173], val: [328, 153, 212, 106, 27] };

const USE = 'For research and teaching; not a medical device.';

/** What a visitor must know of a network's training, with the attribution that goes wherever its weights go. */
export function noticeOf(metadata: TrainingMetadata | null): string {
	const data = metadata?.trainingData;
	if (!data) return `What this network was trained on is not known. ${USE}`;
	if (data.synthetic) {
		return `Trained on synthetic knees only; it has seen no radiograph of a person. ${USE}`;
	}
	const mixed = data.phantomCounts?.train ? ', with synthetic knees mixed in' : '';
	if (!isPublicDataset(data.counts)) {
		return `Trained on knee radiographs${mixed}. Not validated. ${USE}`;
	}
	return (
		'Trained on one public dataset of one study: radiographs of the Osteoarthritis Initiative as published by ' +
		'P. Chen, Knee Osteoarthritis Severity Grading Dataset, Mendeley Data 2018, doi:10.17632/56rmx5bjcr.1, CC BY 4.0; ' +
		`P. Chen et al., Comput Med Imaging Graph 2019;75:84-92, doi:10.1016/j.compmedimag.2019.06.002${mixed}. ` +
		`Not validated, not a medical device; for research and teaching. Keep this attribution when redistributing the weights.`
	);
}

/** By its counts: either split as it was published. */
function isPublicDataset(counts: NonNullable<TrainingMetadata['trainingData']>['counts']): boolean {
	return (['train', 'val'] as const).some(
		(split) => counts[split]?.join() === PUBLIC_COUNTS[split].join()
	);
}
