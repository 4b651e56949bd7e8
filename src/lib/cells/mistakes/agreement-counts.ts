import type { Table } from '#lib/core/text/table.ts';
import { placedClasses } from '#lib/core/labels/class-label.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import { networksRight } from '#lib/study/selection/selected-rows.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { agreementWords } from '#lib/words/selection-words.ts';

export interface AgreementCounts {
	/** `counts[right][grade]`: knees of a true grade that so many networks read correctly. */
	counts: number[][];
	/** Knees of each true grade that all networks have read. */
	ofGrade: number[];
	/** All of them. */
	read: number;
}

/** How many networks read each knee right, over the knees that all of them have read. */
export function agreementCounts({ table, systems }: Study): AgreementCounts {
	const counts = Array.from({ length: systems.models.length + 1 }, () =>
		new Array<number>(table.classCount).fill(0)
	);
	const ofGrade = new Array<number>(table.classCount).fill(0);
	let read = 0;
	for (const row of systems.rows) {
		const right = networksRight(systems.models, table, row);
		if (right === null) continue;
		counts[right][table.grades[row]] += 1;
		ofGrade[table.grades[row]] += 1;
		read += 1;
	}
	return { counts, ofGrade, read };
}

/** The same as a table, most agreement first. */
export function agreementTable({ counts }: AgreementCounts, scale: LabelScale): Table {
	const networks = counts.length - 1;
	return {
		caption: 'Knees by how many networks read them correctly',
		columns: [
			{ label: 'Read' },
			{ label: 'All knees', numeric: true },
			...placedClasses(scale).map(({ label }) => ({ label: `True ${label}`, numeric: true }))
		],
		rows: counts
			.map((grades, right) => [
				agreementWords(right, networks),
				grades.reduce((sum, count) => sum + count, 0),
				...grades
			])
			.reverse()
	};
}
