export const mistakes = {
	id: 'mistakes',
	title: 'Where it goes wrong',
	question: 'Which knees fool which network?'
};
