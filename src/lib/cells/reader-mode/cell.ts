export const readerMode = {
	id: 'reader-mode',
	title: 'Read them yourself',
	question: 'How well would you read the same knees?'
};
