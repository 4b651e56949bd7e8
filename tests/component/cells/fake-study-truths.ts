import { Random } from '#lib/core/statistics/random.ts';
import type { KneeTruth } from '#lib/core/records/test-set.ts';
import type { KneeTable } from '#lib/study/readings/knee-table.ts';
import { KneeTruths } from '#lib/study/readings/knee-truths.ts';
import type { FakeKnee } from './fake-study-knees.ts';

const BOX = { x0: 0, y0: 0, x1: 1, y1: 1 };
const AGREEING = 0.8;

/** Invented signs of every phantom, by id, since drawing them all takes long; larger with the grade. */
export function fakeTruths({ knees }: KneeTable): Map<string, KneeTruth> {
	const random = Random.fromSeed(6);
	return new Map(
		knees.map(({ id, grade }) => [
			id,
			{
				secondReaderGrade: random.uniform() < AGREEING ? grade : (grade + 1) % 5,
				jointSpaceMm: { medial: 5 - grade * random.uniform(), lateral: 5 },
				narrowing: { medial: 0, lateral: 0 },
				osteophytes: [
					{ site: 'tibia-medial', mm: 2 * grade * random.uniform(), x: 1, y: 1, radius: 1 }
				],
				sclerosis: { medial: 0.25 * grade * random.uniform(), lateral: 0 },
				attritionMm: { medial: 0, lateral: 0.5 * grade * random.uniform() },
				jointSpace: { medial: BOX, lateral: BOX },
				millimetresPerPixel: 0.5,
				negative: false,
				phantom: null
			}
		])
	);
}

/** What was drawn into each phantom that is asked for; of all together invented signs, since drawing takes long. */
export class DrawnTruths extends KneeTruths {
	readonly #knees: KneeTable['knees'];

	constructor(table: KneeTable) {
		super(table, async () => fakeTruths(table));
		this.#knees = table.knees;
	}

	override async of(row: number): Promise<KneeTruth | null> {
		return (this.#knees[row] as FakeKnee).truth;
	}
}
