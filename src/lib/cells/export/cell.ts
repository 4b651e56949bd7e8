export const takeItWithYou = {
	id: 'export',
	title: 'Take it with you',
	question: 'How do I cite, check or continue this elsewhere?'
};
