import { formatInterval } from '#lib/core/text/format.ts';
import { expectedGrades } from '#lib/core/combine/decision-rules.ts';
import { placedClasses } from '#lib/core/labels/class-label.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import type { Table, TableCell } from '#lib/core/text/table.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { Votes, VotesUncertainty } from '#lib/study/systems/votes.ts';
import type { PairAgreement } from './pair-agreement.ts';
import { membersOf, patternCounts, patternHead } from './vote-patterns.ts';

/** Knees by who reads them correctly. */
export function patternsTable(
	votes: Votes,
	names: readonly string[],
	uncertainty: VotesUncertainty | null,
	scale: LabelScale
): Table {
	return {
		caption: 'Knees by which networks read them correctly',
		columns: [
			{ label: 'Right' },
			{ label: 'Knees', numeric: true },
			{ label: 'Share', numeric: true },
			{ label: '95% interval, percent', numeric: true },
			...placedClasses(scale).map(({ label }) => ({ label: `True ${label}`, numeric: true }))
		],
		rows: [...patternCounts(votes)].map(([mask, counts]): TableCell[] => {
			const knees = counts.reduce((sum, count) => sum + count, 0);
			const interval = uncertainty?.patterns.get(mask) ?? null;
			return [
				patternHead(mask, names),
				knees,
				knees / votes.rows.length,
				interval && formatInterval(interval),
				...counts
			];
		})
	};
}

/** How far every two networks agree. */
export function pairsTable(
	pairs: readonly PairAgreement[],
	names: readonly string[],
	uncertainty: VotesUncertainty | null
): Table {
	return {
		caption: 'Agreement of every two networks',
		columns: [
			{ label: 'Networks' },
			{ label: 'Read differently', numeric: true },
			{ label: 'Read alike', numeric: true },
			{ label: '95% interval, percent', numeric: true },
			{ label: 'By chance', numeric: true },
			{ label: 'If each erred on its own', numeric: true },
			{ label: 'QWK', numeric: true },
			{ label: '95% interval', numeric: true },
			{ label: 'QWK if each erred on its own', numeric: true }
		],
		rows: pairs.map((pair, p): TableCell[] => {
			const intervals = uncertainty?.pairs[p];
			return [
				`${names[pair.a]} and ${names[pair.b]}`,
				pair.differing,
				pair.exact,
				intervals?.agreement ? formatInterval(intervals.agreement) : null,
				pair.exactByChance,
				pair.exactByErrors,
				pair.kappa,
				intervals?.kappa ? formatInterval(intervals.kappa, { scale: 1, digits: 2 }) : null,
				pair.kappaByErrors
			];
		})
	};
}

/** What the cell says of every knee. */
export function votesTable({ table, systems }: Study, votes: Votes): Table {
	const { models } = systems;
	const expected = models.map(({ scores }) =>
		expectedGrades(scores.gather(votes.rows).values, table.classCount)
	);
	return {
		caption: 'How the networks vote on each knee',
		columns: [
			{ label: 'Knee' },
			{ label: 'Subject' },
			{ label: 'True grade', numeric: true },
			...models.map(({ title }) => ({ label: `${title} read as`, numeric: true })),
			...models.map(({ title }) => ({ label: `${title} expected grade`, numeric: true })),
			{ label: 'Right' },
			{ label: 'Alone' },
			{ label: 'Jensen-Shannon divergence, nats', numeric: true },
			{ label: 'Expected grades apart', numeric: true }
		],
		rows: votes.rows.map((row, i): TableCell[] => [
			table.knees[row].id,
			table.knees[row].subject,
			votes.truth[i],
			...votes.grades.map((grades) => grades[i]),
			...expected.map((grades) => grades[i]),
			membersOf(votes.masks[i], models.length)
				.map((m) => models[m].title)
				.join(', '),
			models[votes.patterns.alone[i]]?.title ?? '',
			votes.patterns.divergence[i],
			votes.patterns.expectedGradeGap[i]
		])
	};
}
