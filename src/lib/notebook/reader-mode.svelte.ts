import { readingSample } from '#lib/core/reading-sample.ts';
import type { KneeTable } from './knee-table.ts';
import { shortFingerprint, type LinkedReading, type ReadingPlan } from './reading-link.ts';
import { ReadingResult } from './reading-result.svelte.ts';
import { ReadingStore } from './stored-reading.ts';
import type { Study } from './study.svelte.ts';

/** `paused`: under way, no film shown. `finished`: no grade can be changed any more. */
export type ReadingPhase = 'choosing' | 'reading' | 'paused' | 'finished';

/** Why a link does not start its reading at once. */
export type LinkObstacle =
	/** Its knees are of another test set. */
	| 'other-set'
	/** It asks for more knees than there are. */
	| 'too-many'
	/** Another reading of one's own is under way or finished here. */
	| 'other-reading';

/** A visitor's own, blinded reading of some test knees; kept in this browser until it is abandoned. */
export class ReaderMode {
	readonly table: KneeTable;
	readonly #study: Study;
	readonly #store: ReadingStore;
	#phase = $state<ReadingPhase>('choosing');
	#plan = $state.raw<ReadingPlan | null>(null);
	#rows = $state.raw<readonly number[]>([]);
	#grades = $state.raw<readonly (number | null)[]>([]);
	#place = $state(0);
	#seen = $state(0);
	#kept = $state(true);
	#result = $state.raw<ReadingResult | null>(null);
	#link = $state.raw<{ reading: LinkedReading; obstacle: LinkObstacle } | null>(null);

	readonly graded: number = $derived(this.#grades.filter((grade) => grade !== null).length);
	/** Films that were passed over without a grade; neither the one looked at nor the next one in turn. */
	readonly skipped: readonly number[] = $derived.by(() => {
		const passed = this.#seen === this.#rows.length ? this.#seen : this.#seen - 1;
		return [...this.#grades.keys()].filter(
			(place) => place < passed && place !== this.#place && this.#grades[place] === null
		);
	});
	/** Whether every film was seen and at least one graded: the result may be asked for. */
	readonly canFinish: boolean = $derived(
		this.#phase === 'reading' && this.#seen === this.#rows.length && this.graded > 0
	);

	constructor(study: Study) {
		this.#study = study;
		this.table = study.table;
		this.#store = new ReadingStore(this.table.manifest.fingerprint);
		this.#restore();
	}

	get phase(): ReadingPhase {
		return this.#phase;
	}

	/** Null while nothing was begun. */
	get plan(): ReadingPlan | null {
		return this.#plan;
	}

	/** Rows of the knees in the order of reading. */
	get rows(): readonly number[] {
		return this.#rows;
	}

	/** Grade given to each; null for those skipped or not reached. */
	get grades(): readonly (number | null)[] {
		return this.#grades;
	}

	/** Film that is looked at, 0 to N - 1. */
	get place(): number {
		return this.#place;
	}

	/** False where this browser keeps nothing: a reload then loses the reading. */
	get kept(): boolean {
		return this.#kept;
	}

	/** Null until the reading is finished. */
	get result(): ReadingResult | null {
		return this.#result;
	}

	/** A reading that the address asks for and that was not begun. */
	get link(): { reading: LinkedReading; obstacle: LinkObstacle } | null {
		return this.#link;
	}

	/** Draws the knees and shows the first film; what was kept before is replaced. */
	begin({ count, seed }: ReadingPlan): void {
		this.#rows = this.#draw(count, seed);
		this.#plan = { count, seed };
		this.#grades = new Array<null>(count).fill(null);
		this.#place = 0;
		this.#seen = 1;
		this.#link = null;
		this.#result = null;
		this.#phase = 'reading';
		this.#keep();
	}

	/** Begins or goes on with the reading that an address names; where something speaks against it, `link` says what. */
	open(reading: LinkedReading): void {
		const { fingerprint } = this.table.manifest;
		const own = this.#plan;
		if (reading.set !== null && reading.set !== shortFingerprint(fingerprint)) {
			this.#link = { reading, obstacle: 'other-set' };
		} else if (reading.count > this.table.evaluatedRows.length) {
			this.#link = { reading, obstacle: 'too-many' };
		} else if (!own) {
			this.begin(reading);
		} else if (own.count === reading.count && own.seed === reading.seed) {
			this.#link = null;
			this.resume();
		} else {
			if (this.#phase === 'reading') this.#phase = 'paused';
			this.#link = { reading, obstacle: 'other-reading' };
		}
	}

	/** Opens the linked reading with knees of this set, though it was made for another one. */
	openAnyway(): void {
		if (this.#link) this.open({ ...this.#link.reading, set: null });
	}

	dismissLink(): void {
		this.#link = null;
	}

	/** Grades the film and goes on to the next one without a grade; stays where there is none further on. */
	grade(grade: number): void {
		if (this.#phase !== 'reading') return;
		this.#grades = this.#grades.with(this.#place, grade);
		const next = this.#grades.findIndex((given, place) => place > this.#place && given === null);
		if (next >= 0) this.#show(next);
		this.#keep();
	}

	/** The next (1) or previous (-1) film, graded or not; stays at the ends. */
	step(direction: 1 | -1): void {
		this.goTo(this.#place + direction);
	}

	/** Shows a film, 0 to N - 1. */
	goTo(place: number): void {
		if (this.#phase !== 'reading' || place < 0 || place >= this.#rows.length) return;
		this.#show(place);
		this.#keep();
	}

	pause(): void {
		if (this.#phase === 'reading') this.#phase = 'paused';
	}

	resume(): void {
		if (this.#phase === 'paused') this.#phase = 'reading';
	}

	/** Ends the blinded reading for good. */
	finish(): void {
		if (!this.canFinish) return;
		this.#showResult();
		this.#keep();
	}

	/** Forgets the reading, here and in the browser. */
	abandon(): void {
		this.#store.remove();
		this.#plan = null;
		this.#rows = [];
		this.#grades = [];
		this.#place = 0;
		this.#seen = 0;
		this.#link = null;
		this.#result = null;
		this.#phase = 'choosing';
	}

	#draw(count: number, seed: number): number[] {
		const { evaluatedRows, knees } = this.table;
		const sample = readingSample(
			evaluatedRows.map((row) => knees[row]),
			count,
			seed
		);
		return sample.map((index) => evaluatedRows[index]);
	}

	#show(place: number): void {
		this.#place = place;
		this.#seen = Math.max(this.#seen, place + 1);
	}

	#restore(): void {
		const stored = this.#store.find();
		if (!stored || stored.count > this.table.evaluatedRows.length) return;
		const { count, seed, knees, grades, place, seen, finished } = stored;
		const rows = this.#draw(count, seed);
		if (rows.some((row, i) => this.table.knees[row].id !== knees[i])) return;
		this.#plan = { count, seed };
		this.#rows = rows;
		this.#grades = grades;
		this.#place = place;
		this.#seen = seen;
		if (finished && this.graded > 0) this.#showResult();
		else this.#phase = 'paused';
	}

	#showResult(): void {
		this.#result = new ReadingResult(this.#study, this.#rows, this.#grades);
		this.#phase = 'finished';
	}

	#keep(): void {
		if (!this.#plan) return;
		this.#kept = this.#store.keep({
			...this.#plan,
			knees: this.#rows.map((row) => this.table.knees[row].id),
			grades: this.#grades,
			place: this.#place,
			seen: this.#seen,
			finished: this.#phase === 'finished'
		});
	}
}
