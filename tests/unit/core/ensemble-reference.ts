import { fixture } from './fixtures.ts';

interface EnsembleReferences {
	truth: number[];
	/** Probabilities of three members in parts of 1024. */
	parts: [number[], number[], number[]];
	weights: number[];
	geometric: { equal: number[]; weighted: number[] };
	majority: { votes: number[]; grades: number[] };
	modelWeights: { steps: number; weights: number[]; value: number }[];
	gradeWeights: { steps: number; value: number };
}

/** What tests/reference/ensemble_statistics.py wrote. */
export const ensembleReferences = fixture<EnsembleReferences>('ensembles.json');
