export const slices = {
	id: 'slices',
	title: 'For which knees',
	question: 'Which kinds of knees are read better or worse than the rest?'
};
