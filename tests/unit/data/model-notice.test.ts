import { expect, it } from 'vitest';
import { noticeOf } from '#lib/data/models/notice.ts';
import type { TrainingMetadata } from '#lib/data/models/training-metadata.ts';

const notice = (trainingData: Partial<TrainingMetadata['trainingData']>) =>
	noticeOf({
		trainingData: { description: '', synthetic: false, counts: {}, ...trainingData }
	} as TrainingMetadata);

const publicVal = { val: [328, 153, 212, 106, 27] };

it('names the public dataset, its licence and what the network is not', () => {
	const text = notice({ counts: publicVal });
	expect(text).toMatch(/^Trained on one public dataset of one study: .*Osteoarthritis Initiative/);
	for (const part of [
		'doi:10.1016/j.compmedimag.2019.06.002',
		'doi:10.17632/56rmx5bjcr.1, CC BY 4.0',
		'Not validated, not a medical device',
		'Keep this attribution'
	]) {
		expect(text).toContain(part);
	}
	expect(text).not.toContain('synthetic');
	expect(notice({ counts: publicVal, phantomCounts: { train: [1, 1, 1, 1, 1] } })).toContain(
		'with synthetic knees mixed in. Not validated'
	);
});

it('attributes nothing to that dataset that is not from it', () => {
	const text = notice({ counts: { train: [1, 2, 3, 4, 5], val: [1, 1, 1, 1, 1] } });
	expect(text).toBe(
		'Trained on knee radiographs. Not validated. For research and teaching; not a medical device.'
	);
});

it('says when nothing is known or nothing is real', () => {
	expect(noticeOf(null)).toMatch(/^What this network was trained on is not known\./);
	expect(notice({ synthetic: true })).toMatch(/seen no radiograph of a person/);
});
