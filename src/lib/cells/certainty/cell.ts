export const certainty = {
	id: 'certainty',
	title: 'Calibration',
	question: 'When a network says 80%, is it right in 80% of the knees?'
};
