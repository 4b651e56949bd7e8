import { asError } from '#lib/core/async/as-error.ts';
import { asSentence } from '#lib/core/as-sentence.ts';
import { readingSample } from '#lib/core/records/reading-sample.ts';
import type { KneeTable } from '#lib/study/readings/knee-table.ts';
import {
	shortFingerprint,
	type LinkedReading,
	type ReadingPlan
} from '#lib/study/selection/reading-link.ts';
import {
	allSeen,
	begun,
	graded,
	movedTo,
	skippedPlaces,
	type ReadingProgress
} from '#lib/study/readings/reading-progress.ts';
import { ReadingResult } from './reading-result.svelte.ts';
import { ReadingStore, type StoredReading } from './stored-reading.ts';
import type { Study } from '#lib/study/study.svelte.ts';

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
	#progress = $state.raw<ReadingProgress | null>(null);
	#kept = $state(true);
	#result = $state.raw<ReadingResult | null>(null);
	#unreadable = $state.raw<Error | null>(null);
	#link = $state.raw<{ reading: LinkedReading; obstacle: LinkObstacle } | null>(null);

	/** Null while nothing was begun. */
	readonly plan: ReadingPlan | null = $derived(this.#progress?.plan ?? null);
	/** Rows of the knees in the order of reading. */
	readonly rows: readonly number[] = $derived(this.#progress?.rows ?? []);
	/** Grade given to each; null for those skipped or not reached. */
	readonly grades: readonly (number | null)[] = $derived(this.#progress?.grades ?? []);
	/** Film that is looked at, 0 to N - 1. */
	readonly place: number = $derived(this.#progress?.place ?? 0);
	readonly graded: number = $derived(this.grades.filter((grade) => grade !== null).length);
	/** Films that were passed over without a grade; neither the one looked at nor the next one in turn. */
	readonly skipped: readonly number[] = $derived(
		this.#progress ? skippedPlaces(this.#progress) : []
	);
	/** Whether every film was seen and at least one graded: the result may be asked for. */
	readonly canFinish: boolean = $derived(
		this.#phase === 'reading' &&
			this.#progress !== null &&
			allSeen(this.#progress) &&
			this.graded > 0
	);

	constructor(study: Study) {
		this.#study = study;
		this.table = study.table;
		this.#store = new ReadingStore(this.table.manifest.fingerprint, study.storage);
		this.#restore();
	}

	get phase(): ReadingPhase {
		return this.#phase;
	}

	/** False where this browser keeps nothing: a reload then loses the reading. */
	get kept(): boolean {
		return this.#kept;
	}

	/** Why what this browser keeps could not be opened; null where it could, or there is nothing. */
	get unreadable(): Error | null {
		return this.#unreadable;
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
		this.#progress = begun({ count, seed }, this.#draw(count, seed));
		this.#link = null;
		this.#result = null;
		this.#phase = 'reading';
		this.#keep();
	}

	/** Begins or goes on with the reading that an address names; where something speaks against it, `link` says what. */
	open(reading: LinkedReading): void {
		const { fingerprint } = this.table.manifest;
		const own = this.plan;
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
		if (this.#phase !== 'reading' || !this.#progress) return;
		this.#progress = graded(this.#progress, grade);
		this.#keep();
	}

	/** The next (1) or previous (-1) film, graded or not; stays at the ends. */
	step(direction: 1 | -1): void {
		this.goTo(this.place + direction);
	}

	/** Shows a film, 0 to N - 1. */
	goTo(place: number): void {
		if (this.#phase !== 'reading' || !this.#progress) return;
		if (place < 0 || place >= this.rows.length) return;
		this.#progress = movedTo(this.#progress, place);
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
		this.#progress = null;
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

	#restore(): void {
		try {
			const stored = this.#store.find();
			if (stored) this.#take(stored);
		} catch (thrown) {
			const reason = asError(thrown).message.replace(/\.?$/, '.');
			this.#unreadable = new Error(
				`The reading kept in this browser cannot be opened: ${asSentence(reason)} It is set aside, not deleted.`,
				{ cause: thrown }
			);
			this.#store.setAside();
		}
	}

	#take({ count, seed, knees, grades, place, seen, finished }: StoredReading): void {
		const available = this.table.evaluatedRows.length;
		if (count > available) {
			throw new Error(`it is of ${count} knees, and there are ${available} here.`);
		}
		const rows = this.#draw(count, seed);
		if (rows.some((row, i) => this.table.knees[row].id !== knees[i])) {
			throw new Error('this version draws other knees for its seed.');
		}
		this.#progress = { plan: { count, seed }, rows, grades, place, seen };
		if (finished && this.graded > 0) this.#showResult();
		else this.#phase = 'paused';
	}

	#showResult(): void {
		this.#result = new ReadingResult(this.#study, this.rows, this.grades);
		this.#phase = 'finished';
	}

	#keep(): void {
		if (!this.#progress) return;
		const { plan, rows, grades, place, seen } = this.#progress;
		this.#kept = this.#store.keep({
			...plan,
			knees: rows.map((row) => this.table.knees[row].id),
			grades,
			place,
			seen,
			finished: this.#phase === 'finished'
		});
	}
}
