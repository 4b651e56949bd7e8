export const ownXray = {
	id: 'own-xray',
	title: 'Your own X-ray',
	question: 'How would the networks grade another knee?'
};
