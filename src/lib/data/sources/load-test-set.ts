import type * as v from 'valibot';
import type { ImageProperties } from '#lib/core/image/image-properties.ts';
import {
	labelsOf,
	type FileReference,
	type KneeRecord,
	type KneeTruth,
	type SplitSummary,
	type TestSetManifest
} from '#lib/core/records/test-set.ts';
import type { FileStore } from '#lib/data/files/file-store.ts';
import { parseJson } from '#lib/data/schemas/parse-json.ts';
import { sha256OfLines } from '#lib/data/files/sha256.ts';
import {
	imagePropertiesSchema,
	kneeRecordsSchema,
	testSetManifestSchema,
	truthsSchema
} from '#lib/data/schemas/test-set-schema.ts';

const manifestFile = 'manifest.json';

export async function loadTestSetManifest(
	files: FileStore,
	signal?: AbortSignal
): Promise<TestSetManifest> {
	const bytes = await files.readNewest(manifestFile, signal);
	return parseJson(bytes, testSetManifestSchema, manifestFile);
}

/**
 * For what grades knees and cannot work with other classes.
 * @throws Error where the labels are others
 */
export function requireKellgrenLawrence({ labels }: TestSetManifest): void {
	if (!labels) return;
	const names = labels.classes.map(({ name }) => name).join(', ');
	throw new Error(
		`${manifestFile}: the labels are ${names}; sets whose labels are not Kellgren-Lawrence grades cannot be shown yet.`
	);
}

/**
 * The knees of all packed splits, in the order of splits and shards.
 * @throws Error when the list is damaged or says anything else than the manifest.
 */
export async function loadKnees(
	files: FileStore,
	manifest: TestSetManifest,
	signal?: AbortSignal
): Promise<KneeRecord[]> {
	const { file } = manifest.knees;
	const bytes = await files.read(manifest.knees, signal);
	const knees = parseJson(bytes, kneeRecordsSchema, file);
	const classCount = labelsOf(manifest).classes.length;
	checkIdentity(knees, file);
	checkLabels(knees, classCount, file);
	for (const split of manifest.splits) checkSplit(split, knees, classCount, file);
	if ((await testSetFingerprint(knees)) !== manifest.fingerprint) {
		throw new Error(`${file} is not the list that ${manifestFile} has the fingerprint of.`);
	}
	return knees;
}

/**
 * What was drawn into each phantom, by id; empty for a set of real knees.
 * @throws Error when the file is damaged
 */
export function loadTruths(
	files: FileStore,
	{ truths }: TestSetManifest,
	signal?: AbortSignal
): Promise<ReadonlyMap<string, KneeTruth>> {
	return loadById(files, truths, truthsSchema, signal);
}

/**
 * How each image looks, by id; empty for a set that was packed before it was measured.
 * @throws Error when the file is damaged
 */
export function loadImageProperties(
	files: FileStore,
	{ properties }: TestSetManifest,
	signal?: AbortSignal
): Promise<ReadonlyMap<string, ImageProperties>> {
	return loadById(files, properties ?? null, imagePropertiesSchema, signal);
}

async function loadById<Value>(
	files: FileStore,
	reference: FileReference | null,
	schema: v.GenericSchema<unknown, Record<string, Value>>,
	signal?: AbortSignal
): Promise<ReadonlyMap<string, Value>> {
	if (!reference) return new Map();
	const bytes = await files.read(reference, signal);
	return new Map(Object.entries(parseJson(bytes, schema, reference.file)));
}

/** SHA-256 over the sorted SHA-256 of the images: the same images in any order or packing give the same name. */
export function testSetFingerprint(knees: readonly KneeRecord[]): Promise<string> {
	return sha256OfLines(knees.map((knee) => knee.sha256).sort());
}

function checkIdentity(knees: KneeRecord[], file: string): void {
	const seen = new Set<string>();
	for (const knee of knees) {
		if (knee.id !== `${knee.subject}${knee.side ?? ''}`) {
			throw new Error(
				`${file}: ${knee.id} is not subject ${knee.subject} and side ${knee.side ?? 'unknown'}.`
			);
		}
		if (seen.has(knee.id)) throw new Error(`${file}: ${knee.id} is listed twice.`);
		seen.add(knee.id);
	}
}

function checkLabels(knees: KneeRecord[], classCount: number, file: string): void {
	for (const { id, grade } of knees) {
		if (grade < classCount) continue;
		throw new Error(
			`${file}: the label of ${id} is ${grade}, but ${manifestFile} has classes 0 to ${classCount - 1}.`
		);
	}
}

function checkSplit(
	summary: SplitSummary,
	knees: KneeRecord[],
	classCount: number,
	file: string
): void {
	if (summary.gradeCounts.length !== classCount) {
		throw new Error(
			`${manifestFile} counts ${summary.gradeCounts.length} classes in ${summary.split}, its labels have ${classCount}.`
		);
	}
	if (summary.shards.length === 0) return;
	const counts = new Array<number>(classCount).fill(0);
	for (const knee of knees) if (knee.split === summary.split) counts[knee.grade]++;
	if (counts.some((count, grade) => count !== summary.gradeCounts[grade])) {
		throw new Error(
			`${file} lists ${counts.join('/')} knees of classes 0-${classCount - 1} in ${summary.split}, ${manifestFile} says ${summary.gradeCounts.join('/')}.`
		);
	}
	const total = counts.reduce((sum, count) => sum + count, 0);
	let next = 0;
	for (const shard of summary.shards) {
		if (shard.first !== next) {
			throw new Error(`${manifestFile}: ${shard.file} starts at ${shard.first}, not at ${next}.`);
		}
		next += shard.count;
	}
	if (next !== total) {
		throw new Error(
			`${manifestFile}: the shards of ${summary.split} hold ${next} knees, ${file} lists ${total}.`
		);
	}
}
