export const takeItWithYou = {
	id: 'export',
	title: 'Export and cite',
	question: 'How do I cite, check or continue this elsewhere?'
};
