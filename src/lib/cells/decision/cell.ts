export const decision = {
	id: 'decision',
	title: 'From scores to a grade',
	question: 'What if a grade were chosen by another rule than the highest score?'
};
