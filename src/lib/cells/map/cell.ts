export const kneeMap = {
	id: 'map',
	title: 'Embedding map',
	question: 'Which knees look similar to a network?'
};
