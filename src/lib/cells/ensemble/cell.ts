export const ensemble = {
	id: 'ensemble',
	title: 'Ensembles',
	question: 'Does averaging the networks beat the best of them?'
};
