export const comparison = {
	id: 'comparison',
	title: 'Which is better',
	question: 'Which system is better, by how much, and is the difference significant?'
};
