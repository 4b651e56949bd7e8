/** One stop of the tour: the part of the page it points at and what can be found out there. */
export interface TourStep {
	selector: string;
	title: string;
	text: string;
}

/** The six stops, in page order. */
export const TOUR_STEPS: readonly TourStep[] = [
	{
		selector: '#each-model .live',
		title: 'Every number opens its knees',
		text: 'A row is a true grade, a column the predicted grade. Choose a cell: its knees appear in a tray, and all other matrices show the same knees.'
	},
	{
		selector: '#ensemble .live',
		title: 'Several networks, one answer',
		text: 'The ensemble combines the networks’ scores. Change how they are weighted and see which knees get another grade.'
	},
	{
		selector: '#comparison .live',
		title: 'Which model is better?',
		text: 'All pairs of systems are compared on the same knees, by a test that adjusts for the number of pairs. Where the difference is not significant, the smallest that these knees could show is given beside it.'
	},
	{
		selector: '#slices .live',
		title: 'For which knees?',
		text: 'Compare slices (subgroups) of knees with the rest. One click makes a slice the filter of the whole page.'
	},
	{
		selector: '#where-they-look .live',
		title: 'Where they look',
		text: 'Heat maps show which part of the image contributed to a grade. They show where, not why: read the caution beside them.'
	},
	{
		selector: '#reader-mode .live',
		title: 'Now you',
		text: 'Grade some knees yourself without seeing their labels, then compare yourself with the networks. The address of this page always holds what you see: copy it to share it.'
	}
];
