export const certainty = {
	id: 'certainty',
	title: 'Calibration and selective prediction',
	question: 'When a network says 80%, is it right in 80% of the knees?'
};
