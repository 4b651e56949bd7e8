import { GRADES } from './grades.ts';
import type { LabelScale } from './label-scale.ts';

/**
 * Kellgren-Lawrence grades of knee osteoarthritis (Kellgren & Lawrence, Ann Rheum Dis 1957;16:494-502). Radiographic
 * osteoarthritis begins with grade 2 by convention.
 */
export const KELLGREN_LAWRENCE_SCALE: LabelScale = {
	classes: GRADES.map(({ grade, name, description }) => ({
		key: String(grade),
		short: String(grade),
		name,
		meaning: description
	})),
	ordinal: true,
	positiveFrom: 2,
	nouns: { case: 'knee', cases: 'knees', class: 'grade', classes: 'grades' },
	groupings: [
		{
			id: 'three',
			title: '0\u20131 / 2 / 3\u20134',
			groups: [
				{ classes: [0, 1], label: '0 or 1' },
				{ classes: [2], label: '2 Minimal' },
				{ classes: [3, 4], label: '3 or 4' }
			]
		},
		{
			id: 'kl2',
			title: 'KL \u2265 2 or not',
			groups: [
				{ classes: [0, 1], label: 'below 2' },
				{ classes: [2, 3, 4], label: '2 and above' }
			]
		}
	]
};
