/**
 * A few knees of every grade, in the order of the set: page 0 the first ones, so that one file of images is
 * enough, every further page the next ones, from the start again after the last.
 *
 * @param rows to choose from
 * @param grades true grade of every row of the study
 * @param count knees a grade, fewer where there are fewer
 * @returns rows by grade
 */
export function sampleRows(
	rows: readonly number[],
	grades: ArrayLike<number>,
	classCount: number,
	count: number,
	page: number
): number[][] {
	return Array.from({ length: classCount }, (_, grade) => {
		const all = rows.filter((row) => grades[row] === grade);
		const shown = Math.min(count, all.length);
		return Array.from({ length: shown }, (_, i) => all[(page * count + i) % all.length]);
	});
}
