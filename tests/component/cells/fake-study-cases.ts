import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import type { KneeRecord, SplitName, TestSetManifest } from '#lib/core/records/test-set.ts';
import { Random } from '#lib/core/statistics/random.ts';
import { KneeTable } from '#lib/study/readings/knee-table.ts';

const SIDE = 224;

/** A case of another scale than knees have: a grey image, lighter with its class. */
export class FakeCase implements KneeRecord {
	readonly side = null;
	readonly sha256 = '0'.repeat(64);

	constructor(
		readonly id: string,
		readonly split: SplitName,
		readonly grade: number
	) {}

	get subject(): string {
		return this.id;
	}

	/** `[224, 224]` */
	get pixels(): Uint8Array {
		return Uint8Array.from(
			{ length: SIDE * SIDE },
			(_, i) => (40 + 12 * this.grade + (i % SIDE) / 4 + Math.floor(i / SIDE) / 4) & 255
		);
	}
}

/** Cases of a test and, where `val` is not 0, a validation split; the first classes are the more frequent ones. */
export function tableOfScale(
	seed: number,
	counts: { test: number; val: number },
	scale: LabelScale
): KneeTable {
	const random = Random.fromSeed(seed);
	const classCount = scale.classes.length;
	const cases = (['val', 'test'] as const).flatMap((split) =>
		Array.from({ length: counts[split] }, (_, i) => {
			const grade =
				i < 2 * classCount ? i % classCount : Math.floor(classCount * random.uniform() ** 1.4);
			return new FakeCase(`${split}-${i}`, split, grade);
		})
	);
	return new KneeTable(manifestOf(cases, scale), cases);
}

function manifestOf(cases: readonly FakeCase[], scale: LabelScale): TestSetManifest {
	const reference = (file: string) => ({ file, bytes: 1, sha256: '0'.repeat(64) });
	const splits = (['val', 'test'] as const)
		.map((split) => ({ split, of: cases.filter((one) => one.split === split) }))
		.filter(({ of }) => of.length > 0)
		.map(({ split, of }) => ({
			split,
			gradeCounts: scale.classes.map(
				(_, place) => of.filter(({ grade }) => grade === place).length
			),
			subjects: of.length,
			shards: [{ ...reference(`${split}-0.zip`), first: 0, count: of.length }]
		}));
	return {
		format: 'kneelens-testset',
		version: 1,
		name: 'Invented images',
		synthetic: false,
		description: 'Grey images of invented classes.',
		generator: null,
		image: { width: SIDE, height: SIDE },
		labels: scale,
		splits,
		knees: reference('knees.json'),
		truths: null,
		properties: reference('properties.json'),
		fingerprint: 'e'.repeat(64)
	};
}
