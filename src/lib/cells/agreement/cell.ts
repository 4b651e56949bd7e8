export const agreement = {
	id: 'agreement',
	title: 'Model disagreement',
	question: 'On which knees do the networks disagree, and which one dissents?'
};
