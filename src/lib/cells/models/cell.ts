export const theModels = {
	id: 'models',
	title: 'The models',
	question: 'Which models are compared, and how were they trained?'
};
