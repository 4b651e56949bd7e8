export const eachModel = {
	id: 'each-model',
	title: 'Confusion matrices',
	question: 'Which grades does each network mistake for which?'
};
