import { fixture } from './fixtures.ts';

type Compared =
	| 'accuracy rest'
	| 'meanAbsoluteError rest'
	| 'balancedAccuracy rest'
	| 'accuracy grades'
	| 'balancedAccuracy grades'
	| 'meanAbsoluteError grades';

interface SliceReferences {
	/** One knee a subject; `p` orders tables by their difference, `fisher` by their chance. */
	fisher: {
		count: number;
		wrong: number;
		inside: number;
		wrongInside: number;
		p: number;
		fisher: number;
		newcombe: [number, number];
	}[];
	/** p by counting every way to exchange the memberships. */
	enumerated: {
		name: string;
		by: 'subjects' | 'kinds';
		subjects: number[];
		kinds: number[];
		inSlice: number[];
		values: number[];
		arrangements: number;
		p: number;
	}[];
	drawn: {
		subjects: number[];
		truth: number[];
		predicted: number[];
		cases: {
			name: string;
			knees: number[];
			subjects: number;
			grades: number[];
			/** Inside minus rest; of balanced accuracy and kappa with the rest over the standard error. */
			figures: Record<Compared | 'quadraticWeightedKappa rest', number>;
			intervals: Record<Compared, [number, number]>;
			p: Record<Compared | 'quadraticWeightedKappa rest', { p: number; draws: number }>;
		}[];
	};
	kappaVariances: { confusion: number[][]; variance: number }[];
}

/** What tests/reference/slice_statistics.py wrote. */
export const sliceReferences = fixture<SliceReferences>('slices.json');
