export const ownXray = {
	id: 'own-xray',
	title: 'Your own X-ray',
	question: 'What would they say about another knee?'
};
