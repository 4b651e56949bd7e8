import { describe, expect, it } from 'vitest';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import type { KneeRecord, TestSetManifest } from '#lib/core/records/test-set.ts';
import { describeFile } from '#lib/data/files/file-reference.ts';
import {
	loadImageProperties,
	loadKnees,
	loadTestSetManifest,
	requireKellgrenLawrence,
	testSetFingerprint
} from '#lib/data/sources/load-test-set.ts';
import { readShard } from '#lib/data/files/shard.ts';
import { writeShard } from '#lib/data/files/write-shard.ts';
import { FileStore } from '#lib/data/files/file-store.ts';

const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

function knee(id: string, grade: number, sha: string): KneeRecord {
	return {
		id,
		subject: id.slice(0, -1),
		side: id.slice(-1) as 'L' | 'R',
		split: 'test',
		grade,
		sha256: sha.repeat(64)
	};
}

async function set(knees: KneeRecord[], change: (manifest: TestSetManifest) => void = () => {}) {
	const list = json(knees);
	const manifest: TestSetManifest = {
		format: 'kneelens-testset',
		version: 1,
		name: 'Two knees',
		synthetic: false,
		description: '',
		generator: null,
		image: { width: 224, height: 224 },
		splits: [
			{
				split: 'test',
				gradeCounts: [1, 1, 0, 0, 0],
				subjects: 1,
				shards: [{ file: 't.zip', bytes: 1, sha256: 'c'.repeat(64), first: 0, count: 2 }]
			}
		],
		knees: await describeFile('knees.json', list),
		truths: null,
		fingerprint: await testSetFingerprint(knees)
	};
	change(manifest);
	const files = new Map([
		['manifest.json', json(manifest)],
		['knees.json', list]
	]);
	return new FileStore(async (path) => files.get(path)!);
}

const threeClasses: LabelScale = {
	classes: ['Normal', 'Pneumonia', 'Effusion'].map((name) => ({ key: name, short: name, name })),
	ordinal: false,
	positiveFrom: null,
	groupings: []
};
const two = [knee('7L', 0, 'a'), knee('7R', 1, 'b')];

describe('loadTestSetManifest and loadKnees', () => {
	it('read a set', async () => {
		const files = await set(two);
		expect(await loadKnees(files, await loadTestSetManifest(files))).toEqual(two);
	});

	it('read a set whose labels are of three classes', async () => {
		const files = await set(two, (manifest) => {
			manifest.labels = threeClasses;
			manifest.splits[0].gradeCounts = [1, 1, 0];
		});
		const manifest = await loadTestSetManifest(files);
		expect(manifest.labels).toEqual(threeClasses);
		expect(await loadKnees(files, manifest)).toEqual(two);
	});

	it('read a set that was packed before images were measured', async () => {
		const files = await set(two);
		expect(await loadImageProperties(files, await loadTestSetManifest(files))).toEqual(new Map());
	});

	it.each<[string, KneeRecord[], (manifest: TestSetManifest) => void, RegExp]>([
		[
			'a wrong field',
			two,
			(m) => (m.splits[0].shards[0].sha256 = 'no hash'),
			/^manifest\.json: splits\.0\.shards\.0\.sha256: not a SHA-256/
		],
		['a newer version', two, (m) => (m.version = 2 as 1), /^manifest\.json: version: .*1/],
		[
			'a path out of the folder',
			two,
			(m) => (m.knees.file = '../knees.json'),
			/knees\.file: not a relative path/
		],
		[
			'a damaged list',
			two,
			(m) => (m.knees.sha256 = 'd'.repeat(64)),
			/knees\.json: expected SHA-256/
		],
		[
			'another length',
			two,
			(m) => (m.knees.bytes = 7),
			/knees\.json: expected 7 bytes, received \d+/
		],
		[
			'other counts',
			two,
			(m) => (m.splits[0].gradeCounts = [2, 0, 0, 0, 0]),
			/lists 1\/1\/0\/0\/0/
		],
		['shards that hold fewer', two, (m) => (m.splits[0].shards[0].count = 1), /hold 1 knees/],
		['another set', two, (m) => (m.fingerprint = 'd'.repeat(64)), /has the fingerprint of/],
		['a knee twice', [two[0], two[0]], () => {}, /7L is listed twice/],
		[
			'an id that is not subject and side',
			[{ ...two[0], side: 'R' as const }],
			() => {},
			/7L is not subject 7 and side R/
		],
		[
			'an id that is not the subject where the side is not known',
			[{ ...two[0], side: null }],
			() => {},
			/7L is not subject 7 and side unknown/
		],
		[
			'a grade that is none',
			[{ ...two[0], grade: 5 }],
			() => {},
			/^knees\.json: the label of 7L is 5/
		],
		['half a grade', [{ ...two[0], grade: 0.5 }], () => {}, /^knees\.json: 0\.grade/],
		[
			'a class that its labels do not have',
			[{ ...two[0], grade: 3 }],
			(m) => (m.labels = threeClasses),
			/^knees\.json: the label of 7L is 3, .* classes 0 to 2/
		],
		[
			'counts of more classes than its labels have',
			two,
			(m) => (m.labels = threeClasses),
			/^manifest\.json counts 5 classes in test, its labels have 3/
		],
		[
			'labels of one class',
			two,
			(m) => (m.labels = { ...threeClasses, classes: threeClasses.classes.slice(0, 1) }),
			/^manifest\.json: labels\.classes: 1 classes/
		]
	])('refuse %s', async (_, knees, change, message) => {
		const files = await set(knees, change);
		const load = async () => loadKnees(files, await loadTestSetManifest(files));
		await expect(load()).rejects.toThrow(message);
	});
});

it('refuses to show other labels than the grades', async () => {
	const manifest = await loadTestSetManifest(await set(two));
	expect(() => requireKellgrenLawrence(manifest)).not.toThrow();
	expect(() => requireKellgrenLawrence({ ...manifest, labels: threeClasses })).toThrow(
		/^manifest\.json: the labels are Normal, Pneumonia, Effusion; /
	);
});

describe('shards', () => {
	const served = (bytes: Uint8Array) => new FileStore(async () => bytes);
	const images = [
		{ id: '10L', png: Uint8Array.of(1, 2, 3) },
		{ id: '9R', png: Uint8Array.of(4) }
	];

	it('hold their images in order, uncompressed, with the same bytes every time', async () => {
		const zip = writeShard(images);
		expect(writeShard(images)).toEqual(zip);
		const reference = { ...(await describeFile('t.zip', zip)), first: 0, count: 2 };
		expect([...(await readShard(served(zip), reference))]).toEqual([
			['10L', images[0].png],
			['9R', images[1].png]
		]);
	});

	it('are refused when damaged, cut off, no zip or short of images', async () => {
		const zip = writeShard(images);
		const reference = { ...(await describeFile('t.zip', zip)), first: 0, count: 2 };
		const damaged = zip.slice();
		damaged[40] ^= 1;
		await expect(readShard(served(damaged), reference)).rejects.toThrow(/t\.zip: expected SHA-256/);
		await expect(readShard(served(zip.slice(0, 50)), reference)).rejects.toThrow(/received 50/);
		await expect(readShard(served(zip), { ...reference, count: 3 })).rejects.toThrow(
			't.zip holds 2 images, its manifest says 3'
		);
		const text = json('not a zip file at all, but long enough to be looked at');
		const other = { ...(await describeFile('t.zip', text)), first: 0, count: 2 };
		await expect(readShard(served(text), other)).rejects.toThrow(/t\.zip is not a zip file/);
	});
});
