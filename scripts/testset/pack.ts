import { GRADE_COUNT } from '../../src/lib/core/labels/grades.ts';
import { join } from 'node:path';
import {
	imageProperties,
	roundedProperties,
	type ImageProperties
} from '../../src/lib/core/image/image-properties.ts';
import type {
	FileReference,
	KneeRecord,
	KneeTruth,
	ShardReference,
	SplitName,
	SplitSummary,
	TestSetManifest
} from '../../src/lib/core/records/test-set.ts';
import { describeFile } from '../../src/lib/data/files/file-reference.ts';
import { imageSize } from '../../src/lib/data/images/grey-png.ts';
import { testSetFingerprint } from '../../src/lib/data/sources/load-test-set.ts';
import { sha256 } from '../../src/lib/data/files/sha256.ts';
import { writeShard } from '../../src/lib/data/files/write-shard.ts';
import { writeFile } from '../output/write-file.ts';
import { encodeKneePng } from './png-encoder.ts';

/** A knee that is not drawn or read yet. */
export interface PackKnee {
	id: string;
	subject: string;
	side: KneeRecord['side'];
	grade: number;
	/** The grey pixels, `[224, 224]`, with what was drawn into them. */
	read(): Promise<{ pixels: Uint8Array; truth: KneeTruth | null }>;
}

export interface PackSplit {
	split: SplitName;
	knees: PackKnee[];
	/** False: the knees are counted only. */
	packed: boolean;
}

export interface PackSource {
	name: string;
	synthetic: boolean;
	description: string;
	generator: TestSetManifest['generator'];
	splits: PackSplit[];
}

const largestShard = 5_000_000;
/** Local header, central directory entry and both copies of a name, generously. */
const zipBytesPerFile = 256;

/**
 * Writes a test set into an empty folder: manifest.json, knees.json, properties.json, truths.json for phantoms,
 * and zip shards.
 * @param onKnee Told the number of knees packed so far.
 */
export async function packTestSet(
	source: PackSource,
	folder: string,
	onKnee: (done: number) => void
): Promise<TestSetManifest> {
	const records: KneeRecord[] = [];
	const truths: Record<string, KneeTruth> = {};
	const properties: Record<string, ImageProperties> = {};
	const splits: SplitSummary[] = [];
	for (const { split, knees, packed } of source.splits) {
		const shards: ShardReference[] = [];
		if (packed) {
			const writer = new ShardWriter(folder, split, shards);
			for (const { id, subject, side, grade, read } of knees) {
				const { pixels, truth } = await read();
				records.push({ id, subject, side, split, grade, sha256: await sha256(pixels) });
				if (truth) truths[id] = truth;
				properties[id] = roundedProperties(imageProperties(pixels));
				await writer.add(id, encodeKneePng(pixels));
				onKnee(records.length);
			}
			await writer.end();
		}
		splits.push({ split, gradeCounts: countGrades(knees), subjects: countSubjects(knees), shards });
	}
	const kneesText = `[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]\n`;
	const drawn = Object.keys(truths).length > 0;
	const manifest: TestSetManifest = {
		format: 'kneelens-testset',
		version: 1,
		name: source.name,
		synthetic: source.synthetic,
		description: source.description,
		generator: source.generator,
		image: { width: imageSize, height: imageSize },
		splits,
		knees: await writeListed(folder, 'knees.json', kneesText),
		truths: drawn ? await writeListed(folder, 'truths.json', `${JSON.stringify(truths)}\n`) : null,
		properties: await writeListed(folder, 'properties.json', `${JSON.stringify(properties)}\n`),
		fingerprint: await testSetFingerprint(records)
	};
	await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, '\t')}\n`);
	return manifest;
}

async function writeListed(folder: string, file: string, text: string): Promise<FileReference> {
	const bytes = new TextEncoder().encode(text);
	await writeFile(join(folder, file), bytes);
	return describeFile(file, bytes);
}

/** Collects images and writes a zip whenever the next image would make it too large. */
class ShardWriter {
	#folder: string;
	#split: SplitName;
	#shards: ShardReference[];
	#images: { id: string; png: Uint8Array }[] = [];
	#bytes = 0;
	#first = 0;

	constructor(folder: string, split: SplitName, shards: ShardReference[]) {
		this.#folder = folder;
		this.#split = split;
		this.#shards = shards;
	}

	async add(id: string, png: Uint8Array): Promise<void> {
		const bytes = png.length + zipBytesPerFile;
		if (this.#bytes + bytes > largestShard) await this.end();
		this.#images.push({ id, png });
		this.#bytes += bytes;
	}

	async end(): Promise<void> {
		const count = this.#images.length;
		if (count === 0) return;
		const zip = writeShard(this.#images);
		const file = `${this.#split}-${String(this.#shards.length).padStart(3, '0')}.zip`;
		await writeFile(join(this.#folder, file), zip);
		this.#shards.push({ ...(await describeFile(file, zip)), first: this.#first, count });
		this.#first += count;
		this.#images = [];
		this.#bytes = 0;
	}
}

function countGrades(knees: readonly PackKnee[]): SplitSummary['gradeCounts'] {
	const counts = new Array<number>(GRADE_COUNT).fill(0);
	for (const { grade } of knees) counts[grade]++;
	return counts;
}

function countSubjects(knees: readonly PackKnee[]): number {
	return new Set(knees.map((knee) => knee.subject)).size;
}
