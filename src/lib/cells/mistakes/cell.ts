export const mistakes = {
	id: 'mistakes',
	title: 'Misclassified knees',
	question: 'Which knees fool which network?'
};
