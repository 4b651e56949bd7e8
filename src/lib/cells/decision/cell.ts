export const decision = {
	id: 'decision',
	title: 'Decision and screening',
	question: 'What if another rule than the highest score chose the grade?'
};
