import { placedClasses } from '#lib/core/labels/class-label.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import type { Table, TableCell } from '#lib/core/text/table.ts';
import type { DrawnGrades } from '#lib/study/answers/drawn-grades.ts';
import type { LabelDoubt } from '#lib/study/answers/label-doubt.ts';
import type { Study } from '#lib/study/study.svelte.ts';

/** Knees by label and the grade they confidently belong to, with the estimated share of all knees. */
export function jointTable({ found }: LabelDoubt, scale: LabelScale): Table {
	const classes = placedClasses(scale);
	return {
		caption: 'Knees by label and the grade that the networks suggest',
		columns: [
			{ label: 'Label' },
			...classes.map(({ label }) => ({ label: `Suggested ${label}`, numeric: true })),
			...classes.map(({ short }) => ({ label: `Estimated share, true ${short}`, numeric: true }))
		],
		rows: found.confidentJoint.map((knees, label): TableCell[] => [
			classes[label].label,
			...knees,
			...(found.joint[label] ?? knees.map(() => null))
		])
	};
}

/**
 * The suspects, least believed first, with what speaks for and against their label.
 *
 * @param drawn drawn truth by row; null for real knees or while it is not known
 */
export function suspectsTable(
	{ table, systems }: Study,
	doubt: LabelDoubt,
	places: readonly number[],
	drawn: ReadonlyMap<number, DrawnGrades | null> | null
): Table {
	const { rows, labels, probabilities, found } = doubt;
	return {
		caption: 'Knees whose label the networks doubt',
		columns: [
			{ label: 'Knee' },
			{ label: 'Subject' },
			{ label: 'Label', numeric: true },
			{ label: 'Likelier grade', numeric: true },
			{ label: 'Margin of the label', numeric: true },
			...placedClasses(table.scale).map(({ short }) => ({
				label: `Mean probability of ${short}`,
				numeric: true
			})),
			...systems.models.map(({ title }) => ({ label: `${title} read as`, numeric: true })),
			{ label: 'Label of the other knee', numeric: true },
			...(drawn
				? [
						{ label: 'Second reader (drawn truth)', numeric: true },
						{ label: 'Grade of the drawn signs', numeric: true }
					]
				: [])
		],
		rows: places.map((i): TableCell[] => {
			const row = rows[i];
			const other = table.otherKnee(row);
			const known = drawn?.get(row);
			return [
				table.knees[row].id,
				table.knees[row].subject,
				labels[i],
				found.confidentGrade[i],
				found.margin[i],
				...probabilities.row(i),
				...systems.models.map(({ predictions }) => predictions[row]),
				other === null ? null : table.grades[other],
				...(drawn ? [known?.secondReader ?? null, known?.signs ?? null] : [])
			];
		})
	};
}
