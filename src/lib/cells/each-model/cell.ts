export const eachModel = {
	id: 'each-model',
	title: 'Each model',
	question: 'Which grades does each network mistake for which?'
};
