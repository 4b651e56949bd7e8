/** Who reads: a network by its place in the study (0, 1, 2), or the ensemble. It carries shape and colour. */
export type ReaderMark = number | 'ensemble';

export interface ChartReader {
	mark: ReaderMark;
	name: string;
}
