export const theModels = {
	id: 'models',
	title: 'The models',
	question: 'What are the three readers, and when did they stop learning?'
};
