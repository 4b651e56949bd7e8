import { basename, resolve } from 'node:path';
import type { CheckedKnees } from '../../src/lib/core/records/model-checks.ts';
import {
	labelsOf,
	type KneeRecord,
	type KneeTruth,
	type SplitName
} from '../../src/lib/core/records/test-set.ts';
import { loadTruths } from '../../src/lib/data/sources/load-test-set.ts';
import { openTestSet, type OpenTestSet } from '../evaluate/open-test-set.ts';
import { nodeFiles } from '../node-files.ts';
import { FileStore } from '../../src/lib/data/files/file-store.ts';

/** True grades of phantoms whose lesions are plain. */
export const LESION_GRADES = [3, 4];

/** Knees of one split that networks are checked on. */
export interface CheckedSet {
	knees: KneeRecord[];
	shards: OpenTestSet['shards'];
	synthetic: boolean;
	split: SplitName | null;
	fingerprint: string;
	/** Classes of the labels. */
	classCount: number;
}

export interface PhantomSets {
	fingerprint: string;
	val: CheckedSet;
	/** Those of the test split whose lesions are plain enough to ask whether a network looks at them. */
	lesions: CheckedSet;
	truths: ReadonlyMap<string, KneeTruth>;
	/** All knees of the set in the order of its list. */
	all: readonly KneeRecord[];
}

/** Provenance of the knees that were looked at. */
export function describeKnees(
	{ synthetic, split, fingerprint }: Pick<CheckedSet, 'synthetic' | 'split' | 'fingerprint'>,
	knees: readonly KneeRecord[]
): CheckedKnees {
	const subjects = new Set(knees.map(({ subject }) => subject)).size;
	return { synthetic, split, knees: knees.length, subjects, fingerprint };
}

/** @throws Error for a set of real knees, and for one without images of val or of plain lesions in test */
export async function openPhantoms(folder: string, limit: number | null): Promise<PhantomSets> {
	const { manifest, knees, shards, close } = await openTestSet(folder, 'test');
	await close();
	if (!manifest.synthetic || !manifest.truths) {
		throw new Error(
			`${folder} holds no drawn knees; name the packed phantoms with --testset. Real knees go with --knees.`
		);
	}
	const truths = await loadTruths(new FileStore(nodeFiles(folder)), manifest);
	const { fingerprint } = manifest;
	const classCount = labelsOf(manifest).classes.length;
	const part = (split: SplitName, among: (knee: KneeRecord) => boolean): CheckedSet => {
		const found = knees.filter((knee) => knee.split === split && among(knee));
		if (found.length === 0) throw new Error(`${folder} has no such images of the split ${split}.`);
		return {
			knees: limited(found, limit),
			shards,
			synthetic: true,
			split,
			fingerprint,
			classCount
		};
	};
	return {
		fingerprint,
		val: part('val', () => true),
		lesions: part('test', ({ grade }) => LESION_GRADES.includes(grade)),
		truths,
		all: knees
	};
}

export interface RealKnees extends CheckedSet {
	close(): Promise<void>;
}

/** @throws Error for a folder of several splits */
export async function openRealKnees(folder: string, limit: number | null): Promise<RealKnees> {
	const set = await openTestSet(folder, 'test');
	try {
		const { knees, shards, manifest, close } = set;
		if (manifest.splits.length > 1 || knees.length === 0) {
			throw new Error(`${folder} holds several splits; name one of them, e.g. ${folder}/val.`);
		}
		return {
			knees: limited(knees, limit),
			shards,
			synthetic: manifest.synthetic,
			split: splitOfFolder(folder),
			fingerprint: manifest.fingerprint,
			classCount: labelsOf(manifest).classes.length,
			close
		};
	} catch (error) {
		await set.close();
		throw error;
	}
}

/** A folder of grades says by its own name which split it is. */
function splitOfFolder(folder: string): SplitName | null {
	const name = basename(resolve(folder));
	return name === 'train' || name === 'val' || name === 'test' ? name : null;
}

function limited(knees: KneeRecord[], limit: number | null): KneeRecord[] {
	return limit === null ? knees : knees.slice(0, limit);
}
