import * as v from 'valibot';
import type { ReadingPlan } from './reading-link.ts';

/** A reading as the browser keeps it. */
export interface StoredReading extends ReadingPlan {
	/** Ids in the order of reading. */
	knees: readonly string[];
	/** Grade 0-4 given to each; null for those skipped or not reached. */
	grades: readonly (number | null)[];
	/** Film that is looked at, 0 to count - 1. */
	place: number;
	/** Films seen so far, 1 to count. */
	seen: number;
	finished: boolean;
}

const VERSION = 1;

const whole = (least: number) => v.pipe(v.number(), v.integer(), v.minValue(least));
const schema = v.pipe(
	v.object({
		version: v.literal(VERSION),
		count: whole(1),
		seed: whole(0),
		knees: v.array(v.string()),
		grades: v.array(v.nullable(v.picklist([0, 1, 2, 3, 4]))),
		place: whole(0),
		seen: whole(1),
		finished: v.boolean()
	}),
	v.check(
		({ count, knees, grades, place, seen }) =>
			knees.length === count && grades.length === count && place < count && seen <= count
	)
);

/** Readings of one test set in this browser. Where it keeps nothing, `keep` says so and `find` finds nothing. */
export class ReadingStore {
	readonly #key: string;

	/** @param fingerprint of the test set */
	constructor(fingerprint: string) {
		this.#key = `kneelens.reading.${fingerprint}`;
	}

	/** What was kept; null where there is nothing, or something that this version cannot read. */
	find(): StoredReading | null {
		try {
			return parse(localStorage.getItem(this.#key));
		} catch {
			return null;
		}
	}

	/** @returns whether the browser keeps it */
	keep(reading: StoredReading): boolean {
		try {
			localStorage.setItem(this.#key, JSON.stringify({ version: VERSION, ...reading }));
			return true;
		} catch {
			return false;
		}
	}

	remove(): void {
		try {
			localStorage.removeItem(this.#key);
		} catch {
			return;
		}
	}
}

function parse(text: string | null): StoredReading | null {
	if (text === null) return null;
	const parsed = v.safeParse(schema, JSON.parse(text));
	return parsed.success ? parsed.output : null;
}
