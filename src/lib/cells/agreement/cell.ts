export const agreement = {
	id: 'agreement',
	title: 'Where they disagree',
	question: 'On which knees do the networks vote differently, and who is alone?'
};
