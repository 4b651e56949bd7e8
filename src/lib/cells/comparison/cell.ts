export const comparison = {
	id: 'comparison',
	title: 'Model comparison',
	question: 'Which system is better, by how much, and is the difference significant?'
};
