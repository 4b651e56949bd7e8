/** Whether keys pressed here write text, so that they are no commands. */
export function isTyping(target: EventTarget | null): boolean {
	if (!(target instanceof HTMLElement)) return false;
	if (target instanceof HTMLInputElement)
		return /^(text|search|number|email|url)$/.test(target.type);
	return target.matches('textarea, select') || target.isContentEditable;
}
