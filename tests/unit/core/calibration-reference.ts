import { fixture } from './fixtures.ts';

export interface CalibrationMeasures {
	logLoss: number;
	brierScore: number;
	topError: number;
	classwiseError: number;
}

export type GradeFigures = Record<
	'balancedAccuracy' | 'accuracy' | 'quadraticWeightedKappa',
	number
>;

export interface CalibrationReferences {
	shifts: {
		/** Scores in parts of 1024; rows of any sum. */
		parts: number[];
		cases: { prior: number[]; target: number[]; exponent: number; adjusted: number[] }[];
	};
	temperatures: {
		truth: number[];
		scores: number[];
		offset: number[];
		temperature: number;
		before: number;
		after: number;
		/** Two knees of every subject. */
		interval: [number, number];
	}[];
	/** The stored study: shares and temperatures from val, measures on test. */
	study: {
		shares: number[];
		systems: Record<
			'xception' | 'resnet50' | 'inception_resnet_v2' | 'mean',
			{
				temperature: number;
				sharedTemperature: number;
				/** Log loss on val before and after, without and with the shares. */
				fits: [[number, number], [number, number]];
				asRead: CalibrationMeasures;
				temperatureAlone: CalibrationMeasures;
				shares: CalibrationMeasures;
				both: CalibrationMeasures;
				equalGrades: CalibrationMeasures;
				/** Of the shares of val, with the highest quadratic weighted kappa on val. */
				exponent: number;
				/** With the exponents 0, found and 1. */
				byExponent: { exponent: number; val: GradeFigures; test: GradeFigures }[];
			}
		>;
		/** Confident learning on test, by the mean ensemble. */
		doubts: Record<'asRead' | 'shares', { doubted: number; wrongShare: number }>;
	};
	/** Estimate, lower and upper end, with two knees of every subject. */
	matrices: ({ confusion: number[][] } & Record<
		'accuracy' | 'balancedAccuracy' | 'quadraticWeightedKappa' | 'meanAbsoluteError',
		[number, number, number]
	>)[];
	exponents: {
		truth: number[];
		parts: number[];
		target: number[];
		kappas: number[];
		exponent: number;
	}[];
}

/** What tests/reference/calibration_statistics.py wrote. */
export const calibrationReferences = fixture<CalibrationReferences>('calibration.json');
