import { drawPhantom } from '#lib/phantom/phantom.ts';
import { samplePhantoms } from '#lib/phantom/sample/series.ts';
import type { Phantom, PhantomKnee } from '#lib/phantom/truth.ts';
import type {
	KneeRecord,
	KneeTruth,
	SplitName,
	TestSetManifest
} from '#lib/core/records/test-set.ts';
import { KneeTable } from '#lib/study/readings/knee-table.ts';

const PREVALENCE = [0.385, 0.176, 0.268, 0.13, 0.041];

const drawn = new Map<PhantomKnee, Phantom>();

function draw(phantom: PhantomKnee): Phantom {
	const known = drawn.get(phantom) ?? drawPhantom(phantom);
	drawn.set(phantom, known);
	return known;
}

/** A packed phantom; drawn only when its truth or its pixels are asked for. */
export class FakeKnee implements KneeRecord {
	readonly id: string;
	readonly subject: string;
	readonly side: 'L' | 'R';
	readonly grade: number;
	readonly sha256 = '0'.repeat(64);
	readonly split: SplitName;
	readonly #phantom: PhantomKnee;

	constructor(phantom: PhantomKnee, split: SplitName) {
		this.id = `${phantom.subject}${phantom.side}`;
		this.subject = phantom.subject;
		this.side = phantom.side;
		this.grade = phantom.grade;
		this.split = split;
		this.#phantom = phantom;
	}

	get truth(): KneeTruth {
		return { ...draw(this.#phantom).truth, phantom: this.#phantom };
	}

	/** `[224, 224]` */
	get pixels(): Uint8Array {
		return draw(this.#phantom).pixels;
	}
}

const sampled = new Map<string, PhantomKnee[]>();

/** Sampling is the slow part of a study: the same series is sampled once. */
function sample(seed: number, count: number, firstSubject: number): PhantomKnee[] {
	const key = `${seed} ${count} ${firstSubject}`;
	const phantoms =
		sampled.get(key) ?? samplePhantoms({ seed, count, prevalence: PREVALENCE, firstSubject });
	sampled.set(key, phantoms);
	return phantoms;
}

/** Phantoms of a test and, where `val` is not 0, a validation split. Counts must be even. */
export function fakeTable(seed: number, counts: { test: number; val: number }): KneeTable {
	const knees = (['val', 'test'] as const).flatMap((split, s) =>
		counts[split] === 0
			? []
			: sample(seed + s, counts[split], (s + 2) * 1_000_000 + 1).map(
					(phantom) => new FakeKnee(phantom, split)
				)
	);
	return new KneeTable(manifestOf(knees, seed), knees);
}

function manifestOf(knees: readonly FakeKnee[], seed: number): TestSetManifest {
	const reference = (file: string) => ({ file, bytes: 1, sha256: '0'.repeat(64) });
	const packed = (['val', 'test'] as const)
		.map((split) => ({ split, of: knees.filter((knee) => knee.split === split) }))
		.filter(({ of }) => of.length > 0)
		.map(({ split, of }) => ({
			split,
			gradeCounts: [0, 1, 2, 3, 4].map(
				(grade) => of.filter((knee) => knee.grade === grade).length
			) as [number, number, number, number, number],
			subjects: new Set(of.map((knee) => knee.subject)).size,
			shards: [{ ...reference(`${split}-0.zip`), first: 0, count: of.length }]
		}));
	return {
		format: 'kneelens-testset',
		version: 1,
		name: 'Synthetic knees, series A',
		synthetic: true,
		description: 'Drawn knee radiographs (phantoms) with known disease, no image of a person.',
		generator: { version: '1', seed },
		image: { width: 224, height: 224 },
		splits: [
			{ split: 'train', gradeCounts: [2292, 1062, 1602, 792, 252], subjects: 3000, shards: [] },
			...packed
		],
		knees: reference('knees.json'),
		truths: reference('truths.json'),
		properties: reference('properties.json'),
		fingerprint: 'f'.repeat(64)
	};
}
