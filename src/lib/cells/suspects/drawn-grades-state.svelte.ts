import { asError } from '#lib/core/async/as-error.ts';
import { drawnGradesOf, type DrawnGrades } from '#lib/study/answers/drawn-grades.ts';
import type { Study } from '#lib/study/study.svelte.ts';

/** What was drawn into all evaluated phantoms, fetched once it is asked for. */
export class DrawnGradesState {
	readonly #study: Study;
	#asked = false;
	#grades = $state.raw<ReadonlyMap<number, DrawnGrades | null> | null>(null);
	#failure = $state.raw<Error | null>(null);

	constructor(study: Study) {
		this.#study = study;
	}

	/** By row; null for real knees and until they are here. */
	get grades(): ReadonlyMap<number, DrawnGrades | null> | null {
		return this.#grades;
	}

	get failure(): Error | null {
		return this.#failure;
	}

	async fetch(): Promise<void> {
		const { table } = this.#study;
		if (this.#asked || !table.manifest.truths) return;
		this.#asked = true;
		this.#failure = null;
		try {
			this.#grades = await drawnGradesOf(this.#study, table.evaluatedRows);
		} catch (error) {
			this.#failure = asError(error);
			this.#asked = false;
		}
	}
}
