export const suspects = {
	id: 'suspects',
	title: 'Doubtful labels',
	question: 'Which labels do the networks, taken together, hardly believe?'
};
