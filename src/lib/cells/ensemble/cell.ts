export const ensemble = {
	id: 'ensemble',
	title: 'The ensemble',
	question: 'Does averaging the three beat the best of them?'
};
