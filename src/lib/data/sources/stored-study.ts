import { isDistribution } from '#lib/core/scores/distribution.ts';
import type { ClassMaps } from '#lib/core/records/attribution.ts';
import type { StudyManifest, StudyModel } from '#lib/core/records/study.ts';
import type { FileStore } from '#lib/data/files/file-store.ts';
import { parseJson } from '#lib/data/schemas/parse-json.ts';
import { studyManifestSchema } from '#lib/data/schemas/study-schema.ts';

/** Reads `study.json` of the folder that the files are of. */
export async function loadStudyManifest(
	files: FileStore,
	signal?: AbortSignal
): Promise<StudyManifest> {
	const bytes = await files.readNewest('study.json', signal);
	return parseJson(bytes, studyManifestSchema, 'study.json');
}

/** Knees in the stored results, all splits together: the `n` of the functions below. */
export function studyCount(manifest: StudyManifest): number {
	return manifest.splits.reduce((sum, { count }) => sum + count, 0);
}

/**
 * The stored probabilities `[n, classCount]`, as the network gave them.
 * @throws Error naming the file and the first knee, counted from 1, whose row is not from 0 to 1 with a sum of 1
 */
export async function loadStoredProbabilities(
	files: FileStore,
	model: StudyModel,
	n: number,
	classCount: number,
	signal?: AbortSignal
): Promise<Float32Array> {
	const bytes = await loadBlock(files, model.probabilities, n * classCount * 4, signal);
	const probabilities = floats(bytes, 0, n * classCount);
	for (let knee = 0; knee < n; knee++) {
		const row = probabilities.subarray(knee * classCount, (knee + 1) * classCount);
		if (isDistribution(row)) continue;
		throw new Error(
			`${model.probabilities.file}: knee ${knee + 1} has ${[...row].join(', ')}, not ${classCount} probabilities. Compute the stored results again.`
		);
	}
	return probabilities;
}

/**
 * The stored attribution maps of `n` knees, in steps of 1/255 of their peaks.
 * @throws Error naming the file when a peak is no number from 0 on
 */
export async function loadStoredMaps(
	files: FileStore,
	model: StudyModel,
	n: number,
	classCount: number,
	signal?: AbortSignal
): Promise<ClassMaps> {
	const cells = model.grid.rows * model.grid.columns;
	const peakBytes = n * classCount * 4;
	const bytes = await loadBlock(files, model.maps8, peakBytes + n * classCount * cells, signal);
	const peaks = floats(bytes, 0, n * classCount);
	const wrong = peaks.findIndex((peak) => !(peak >= 0 && peak < Infinity));
	if (wrong >= 0) {
		throw new Error(
			`${model.maps8.file}: a map of knee ${Math.floor(wrong / classCount) + 1} has the peak ${peaks[wrong]}, not a number from 0 on. Compute the stored results again.`
		);
	}
	return { values: Float32Array.from(bytes.subarray(peakBytes), (value) => value / 255), peaks };
}

/**
 * The stored pooled features `[n, features]`, off by at most half a step, 1/510 of a feature's range.
 * @throws Error naming the file when the range of a feature is no number
 */
export async function loadStoredFeatures(
	files: FileStore,
	model: StudyModel,
	n: number,
	signal?: AbortSignal
): Promise<Float32Array> {
	const { features } = model;
	const head = features * 8;
	const bytes = await loadBlock(files, model.features8, head + n * features, signal);
	const scale = floats(bytes, 0, features);
	const offset = floats(bytes, features * 4, features);
	if (![...scale, ...offset].every(Number.isFinite)) {
		throw new Error(
			`${model.features8.file}: the range of a feature is not a number. Compute the stored results again.`
		);
	}
	return Float32Array.from(
		bytes.subarray(head),
		(value, i) => offset[i % features] + value * scale[i % features]
	);
}

/** The file behind `StudyModel.probabilities`. */
export function encodeProbabilities(probabilities: Float32Array): Uint8Array {
	return bytesOf(probabilities);
}

/** The file behind `StudyModel.maps8`. */
export function encodeMaps({ values, peaks }: ClassMaps): Uint8Array {
	return join(
		bytesOf(peaks),
		Uint8Array.from(values, (value) => Math.round(value * 255))
	);
}

/** The file behind `StudyModel.features8`: each feature from its least to its greatest value in 255 steps. */
export function encodeFeatures(pooled: Float32Array, features: number): Uint8Array {
	const least = new Float32Array(features).fill(Infinity);
	const greatest = new Float32Array(features).fill(-Infinity);
	pooled.forEach((value, i) => {
		const feature = i % features;
		least[feature] = Math.min(least[feature], value);
		greatest[feature] = Math.max(greatest[feature], value);
	});
	const scale = greatest.map((value, feature) => (value - least[feature]) / 255);
	const steps = Uint8Array.from(pooled, (value, i) => {
		const feature = i % features;
		return scale[feature] > 0 ? Math.round((value - least[feature]) / scale[feature]) : 0;
	});
	return join(bytesOf(scale), bytesOf(least), steps);
}

async function loadBlock(
	files: FileStore,
	reference: StudyModel['probabilities'],
	length: number,
	signal: AbortSignal | undefined
): Promise<Uint8Array> {
	const bytes = await files.read(reference, signal);
	if (bytes.length !== length) {
		throw new Error(
			`${reference.file} has ${bytes.length} bytes, the knees that study.json lists need ${length}.`
		);
	}
	return bytes;
}

/** A copy of its own, since `slice` of Node's Buffer is none. */
function floats({ buffer, byteOffset }: Uint8Array, start: number, count: number): Float32Array {
	const from = byteOffset + start;
	return new Float32Array(buffer.slice(from, from + count * 4));
}

function bytesOf(values: Float32Array): Uint8Array {
	return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

function join(...parts: Uint8Array[]): Uint8Array {
	const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let offset = 0;
	for (const part of parts) {
		joined.set(part, offset);
		offset += part.length;
	}
	return joined;
}
