export const suspects = {
	id: 'suspects',
	title: 'Suspected label errors',
	question: 'Which labels do the networks, taken together, consider unlikely?'
};
