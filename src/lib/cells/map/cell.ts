export const kneeMap = {
	id: 'map',
	title: 'A map of the knees',
	question: 'Which knees look alike to a network?'
};
