/** How well people agree on Kellgren-Lawrence grades, as others report it. Facts to compare with, never computed here. */
export interface PublishedAgreement {
	/** Who was compared with whom. */
	readers: string;
	/** What was read. */
	films: string;
	/** How many, where the accuracy is a share of them. */
	count: number | null;
	/** Lowest and highest weighted kappa; null where none is reported for readers. */
	kappa: readonly [number, number] | null;
	/** Accuracy 0-1 against the label; null where it is not reported. */
	accuracy: number | null;
	/** What the comparison leaves open. */
	remark: string;
	source: string;
	doi: string;
}

export const PUBLISHED_AGREEMENT: readonly PublishedAgreement[] = [
	{
		readers: 'Three trained readers, not physicians, each against a radiologist',
		films: 'knees of 36 patients before knee replacement',
		count: null,
		kappa: [0.56, 0.85],
		accuracy: null,
		remark: 'Weighted kappa; the abstract does not say with which weights.',
		source: 'Klara et al., The Journal of Rheumatology 2016;43:1421-1426',
		doi: '10.3899/jrheum.151300'
	},
	{
		readers: 'The better of two radiologists against a committee’s grades',
		films: '50 radiographs of the Osteoarthritis Initiative',
		count: 50,
		kappa: null,
		accuracy: 0.6,
		remark: 'Mean F1 0.60 on the same radiographs.',
		source: 'Thomas et al., Radiology: Artificial Intelligence 2020;2:e190065',
		doi: '10.1148/ryai.2020190065'
	}
];
