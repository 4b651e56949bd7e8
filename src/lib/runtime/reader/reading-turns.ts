import type { RunRequest } from './reader.types.ts';

/** A batch of knees for one network. */
export interface ReadingTurn {
	model: string;
	/** Places in the list of knees that the run was asked for. */
	rows: number[];
}

/**
 * The batches of a run: networks take turns, always the one that is furthest behind, so that knees are read by all of
 * them from the start on, also where some have read more than others before.
 *
 * @param batchSize of a network
 */
export function readingTurns(
	{ models, knees, skip }: Pick<RunRequest, 'models' | 'knees' | 'skip'>,
	batchSize: (model: string) => number
): ReadingTurn[] {
	const waiting = models.map((model) => {
		const read = new Set(skip?.[model]);
		return { model, rows: [...knees.keys()].filter((row) => !read.has(row)), place: 0 };
	});
	const turns: ReadingTurn[] = [];
	for (;;) {
		const behind = waiting
			.filter(({ rows, place }) => place < rows.length)
			.reduce<(typeof waiting)[number] | null>(
				(least, one) => (least && least.rows[least.place] <= one.rows[one.place] ? least : one),
				null
			);
		if (!behind) return turns;
		const { model, rows, place } = behind;
		behind.place += batchSize(model);
		turns.push({ model, rows: rows.slice(place, behind.place) });
	}
}
