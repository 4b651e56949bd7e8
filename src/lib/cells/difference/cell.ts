export const difference = {
	id: 'difference',
	title: 'A minus B',
	question: 'Which knees does one read differently from the other?'
};
