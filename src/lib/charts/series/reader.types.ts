/** Who reads: a network by its place in the study (0, 1, 2), the ensemble, or the visitor. It carries shape and colour. */
export type ReaderMark = number | 'ensemble' | 'you';

export interface ChartReader {
	mark: ReaderMark;
	name: string;
}
