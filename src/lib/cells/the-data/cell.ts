export const theData = {
	id: 'data',
	title: 'The data',
	question: 'Which knees are these, and how many of each grade?'
};
