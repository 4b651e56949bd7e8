export const difference = {
	id: 'difference',
	title: 'Difference matrix',
	question: 'Which knees does one system grade differently from the other?'
};
