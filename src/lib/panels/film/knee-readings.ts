import type { KneeReading } from '#lib/charts/film/knee-words.ts';
import { readerOf } from '#lib/words/chart-reader.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { System } from '#lib/study/systems/systems.svelte.ts';

/** What these systems say of a knee, each with its score of the grade it chose. */
export function readingsOf(
	{ systems }: Study,
	row: number,
	of: readonly System[] = systems.models
): KneeReading[] {
	return of.map((system) => {
		const grade = system.predictions[row];
		const reader = readerOf(system, systems.scheme);
		if (grade < 0) return { reader, grade: null };
		return { reader, grade, score: system.scores.at(row, grade) };
	});
}
