import { isScoreFigure, type FigureName, type MatrixFigure } from '#lib/core/metrics/registry.ts';
import type { ReferenceFigure } from '#lib/runtime/compute/reference-figure.ts';
import { drawnGrades } from './drawn-grades.ts';
import { figureCosts } from './figure-costs.ts';
import { Latest } from '#lib/study/jobs/latest.svelte.ts';
import type { Study } from '#lib/study/study.svelte.ts';

/** Grades of drawn knees that are no system's: each against the label, in the order of the figures. */
export const REFERENCES = ['secondReader', 'signs'] as const;

export interface KnownReferences {
	name: MatrixFigure;
	knees: number;
	/** Of each of {@link REFERENCES}, and the chosen ensemble against them. */
	figure: ReferenceFigure;
}

/**
 * What a second reader and the drawn signs themselves reach on the knees that the chosen ensemble has predicted; known only
 * where all of these are drawn.
 */
export class ReferenceGrades {
	readonly #study: Study;
	readonly #answer = new Latest<KnownReferences | null>();

	constructor(study: Study) {
		this.#study = study;
	}

	/** Of the readings asked for last; null while they are computed and where there are none. */
	get known(): KnownReferences | null {
		return this.#answer.value;
	}

	get failure(): Error | null {
		return this.#answer.error;
	}

	/** Starts over for the present predictions; a figure that needs scores has none. */
	update(name: FigureName): void {
		void this.#answer.set(isScoreFigure(name) ? null : referencesQuestion(this.#study, name));
	}
}

/** What is to be asked for the references of a figure, of the predictions as they are now; null where there are none. */
export function referencesQuestion(
	study: Study,
	name: MatrixFigure
): (() => Promise<KnownReferences | null>) | null {
	const { systems, table, truths, compute } = study;
	const { predictions } = systems.ensemble;
	const rows = systems.rows.filter((row) => predictions[row] >= 0);
	if (rows.length === 0 || !table.manifest.synthetic) return null;
	const { costs } = figureCosts(study);
	return async () => {
		const drawn = await truths.all();
		const known = rows.flatMap((row) => drawn.get(table.knees[row].id) ?? []);
		if (known.length < rows.length) return null;
		const grades = known.map(drawnGrades);
		const figure = await compute.referenceFigureOf({
			truth: rows.map((row) => table.grades[row]),
			subjects: rows.map((row) => table.knees[row].subject),
			system: rows.map((row) => predictions[row]),
			references: REFERENCES.map((reference) => grades.map((one) => one[reference])),
			costs,
			figure: name
		});
		return { name, knees: rows.length, figure };
	};
}
