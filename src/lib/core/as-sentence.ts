/** A message as a sentence that another may follow: with a full stop, unless it ends as a sentence already. */
export function asSentence(message: string): string {
	const text = message.trim();
	return /[.!?…]["'”’)]?$/.test(text) ? text : `${text}.`;
}
