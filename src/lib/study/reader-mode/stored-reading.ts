import * as v from 'valibot';
import { parseJson } from '#lib/data/schemas/parse-json.ts';
import type { PageStorage } from '#lib/study/page-storage.ts';
import type { ReadingPlan } from '#lib/study/selection/reading-link.ts';

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
			knees.length === count && grades.length === count && place < count && seen <= count,
		'the numbers of knees do not match'
	)
);

/** Readings of one test set in this browser. Where it keeps nothing, `keep` says so and `find` finds nothing. */
export class ReadingStore {
	readonly #key: string;
	readonly #storage: PageStorage | null;

	/** @param fingerprint of the test set */
	constructor(fingerprint: string, storage: PageStorage | null) {
		this.#storage = storage;
		this.#key = `kneelens.reading.${fingerprint}`;
	}

	/**
	 * What was kept; null where there is nothing.
	 * @throws Error saying which part of it cannot be read
	 */
	find(): StoredReading | null {
		const text = this.#text();
		if (text === null) return null;
		return parseJson(new TextEncoder().encode(text), schema, 'Browser storage');
	}

	/** Keeps what is there under another name, so that another reading does not replace it. */
	setAside(): void {
		const text = this.#text();
		try {
			if (text !== null) this.#storage?.setItem(`${this.#key}.unreadable`, text);
		} catch {
			return;
		}
	}

	/** @returns whether the browser keeps it */
	keep(reading: StoredReading): boolean {
		try {
			this.#storage?.setItem(this.#key, JSON.stringify({ version: VERSION, ...reading }));
			return this.#storage !== null;
		} catch {
			return false;
		}
	}

	#text(): string | null {
		try {
			return this.#storage?.getItem(this.#key) ?? null;
		} catch {
			return null;
		}
	}

	remove(): void {
		try {
			this.#storage?.removeItem(this.#key);
		} catch {
			return;
		}
	}
}
