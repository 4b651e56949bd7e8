export const mistakes = {
	id: 'mistakes',
	title: 'Misclassified knees',
	question: 'Which knees does each network misclassify?'
};
