export const kneeMap = {
	id: 'map',
	title: 'Embedding map',
	question: 'Which knees look alike to a network?'
};
