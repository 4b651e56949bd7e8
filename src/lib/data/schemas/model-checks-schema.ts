import * as v from 'valibot';
import type { ModelChecks } from '#lib/core/records/model-checks.ts';
import { countSchema, sha256Schema } from './file-schema.ts';

const knees = v.object({
	synthetic: v.boolean(),
	split: v.nullable(v.picklist(['train', 'val', 'test'])),
	knees: countSchema,
	subjects: countSchema,
	fingerprint: sha256Schema
});

const estimate = v.object({ estimate: v.number(), lower: v.number(), upper: v.number() });

const change = v.object({
	estimate: v.number(),
	lower: v.nullable(v.number()),
	upper: v.nullable(v.number())
});

const heatShare = v.object({
	values: countSchema,
	subjects: countSchema,
	mean: v.number(),
	lower: v.nullable(v.number()),
	upper: v.nullable(v.number())
});

const heatOnMasks = v.object({
	peak: v.object({
		hits: countSchema,
		knees: countSchema,
		subjects: v.optional(countSchema),
		share: v.number(),
		lower: v.number(),
		upper: v.number()
	}),
	heat: v.nullable(heatShare),
	maskArea: v.number(),
	widenedArea: v.number()
});

const figures = v.object({
	balancedAccuracy: v.nullable(estimate),
	accuracy: v.nullable(estimate),
	quadraticWeightedKappa: v.nullable(estimate),
	meanAbsoluteError: v.nullable(estimate)
});

export const modelChecksSchema = v.object({
	created: v.string(),
	fingerprint: sha256Schema,
	engine: v.object({ version: v.string(), backend: v.string() }),
	seed: countSchema,
	resamples: countSchema,
	phantomHeat: v.nullable(
		v.object({
			data: knees,
			grades: v.array(countSchema),
			widenedBy: v.number(),
			own: v.nullable(heatOnMasks),
			shuffled: v.nullable(heatOnMasks),
			readArea: v.optional(v.number())
		})
	),
	kneeHeat: v.nullable(
		v.object({
			data: knees,
			band: v.object({ first: countSchema, end: countSchema }),
			bandArea: v.number(),
			heat: v.nullable(heatShare),
			readArea: v.optional(v.number())
		})
	),
	kneeFigures: v.nullable(
		v.object({
			data: knees,
			network: figures,
			ensembles: v.object({ mean: figures, accuracy: figures, f1: figures }),
			members: v.array(v.string()),
			weightsFrom: v.string()
		})
	),
	quantisation: v.array(
		v.object({
			data: knees,
			argmaxKept: v.number(),
			maxDifference: v.number(),
			meanDifference: v.number(),
			balancedAccuracyChange: change,
			source: v.object({ file: v.string(), sha256: sha256Schema })
		})
	)
}) satisfies v.GenericSchema<unknown, ModelChecks>;
