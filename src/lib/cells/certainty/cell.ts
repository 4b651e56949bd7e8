export const certainty = {
	id: 'certainty',
	title: 'Calibration',
	question: 'When a network states 80%, is it right for 80% of the knees?'
};
