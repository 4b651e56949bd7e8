export const readerMode = {
	id: 'reader-mode',
	title: 'Grade them yourself',
	question: 'How well would you grade the same knees?'
};
