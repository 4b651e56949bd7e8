import * as v from 'valibot';
import { ModelFileError } from './errors.ts';

const quantization = v.union([
	v.object({ dtype: v.literal('float16') }),
	v.object({ dtype: v.picklist(['uint8', 'uint16']), scale: v.number(), min: v.number() })
]);

const weightEntry = v.object({
	name: v.string(),
	shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
	dtype: v.string(),
	quantization: v.optional(quantization)
});

const layersModel = v.object({
	format: v.optional(v.nullable(v.string())),
	modelTopology: v.record(v.string(), v.unknown()),
	weightsManifest: v.array(v.object({ paths: v.array(v.string()), weights: v.array(weightEntry) }))
});

/** The parts of a TF.js `model.json` that are read. */
export type LayersModelJson = v.InferOutput<typeof layersModel>;
export type WeightEntry = v.InferOutput<typeof weightEntry>;

/**
 * Checks the content of a TF.js layers model's `model.json`.
 * @throws ModelFileError where it is something else, such as a graph model.
 */
export function parseLayersModelJson(json: unknown, fileName: string): LayersModelJson {
	const parsed = v.safeParse(layersModel, json);
	if (!parsed.success) {
		const issue = parsed.issues[0];
		const where = v.getDotPath(issue);
		throw new ModelFileError(
			fileName,
			`this is not a TF.js layers model (${where ? `${where}: ` : ''}${issue.message})`
		);
	}
	const { format, modelTopology } = parsed.output;
	if (format === 'graph-model' || 'node' in modelTopology) {
		throw new ModelFileError(
			fileName,
			'this is a TF.js graph model; convert the Keras file to a layers model instead'
		);
	}
	return parsed.output;
}

/**
 * File names of the weight shards, relative to `model.json`, in the order in which `readLayersModel`
 * takes them.
 */
export function shardPaths(json: unknown, fileName: string): string[] {
	return parseLayersModelJson(json, fileName).weightsManifest.flatMap(({ paths }) => paths);
}
