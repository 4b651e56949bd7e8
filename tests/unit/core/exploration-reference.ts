import { fixture } from './fixtures.ts';

interface ExplorationReferences {
	subjects: number[];
	truth: number[];
	/** The truth with some grades changed. */
	labels: number[];
	/** Probabilities of three members in parts of 1024. */
	parts: [number[], number[], number[]];
	confidentLearning: {
		selfConfidence: number[];
		margin: number[];
		thresholds: number[];
		confidentGrade: number[];
		confidentJoint: number[][];
		joint: number[][];
		wrongLabelShare: number;
	};
	agreement: {
		right: number[];
		alone: number[];
		divergence: number[];
		expectedGradeGap: number[];
	};
	/** Of the first two members' grades, both independent of each other. */
	expectedAgreement: {
		independent: number[][];
		withinGrades: number[][];
		observed: number;
		kappa: number;
	};
}

/** What tests/reference/exploration_statistics.py wrote. */
export const explorationReferences = fixture<ExplorationReferences>('exploration.json');
