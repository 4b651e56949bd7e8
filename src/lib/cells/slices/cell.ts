export const slices = {
	id: 'slices',
	title: 'Slices (subgroups)',
	question: 'Which subgroups of knees are graded better or worse than the rest?'
};
