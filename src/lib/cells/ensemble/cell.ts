export const ensemble = {
	id: 'ensemble',
	title: 'Ensembles',
	question: 'Does averaging the three beat the best of them?'
};
