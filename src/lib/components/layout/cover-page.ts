/**
 * Takes the rest of the page out of reach of keys and assistive technology while something covers it; what is laid over the
 * page later, such as a dialog, stays in reach.
 *
 * @returns takes it back
 */
export function coverPage(covering: Element): () => void {
	const covered: Element[] = [];
	for (let at = covering; at.parentElement && at.parentElement !== document.body;) {
		const { parentElement } = at;
		for (const other of parentElement.children) {
			if (other === at || other.hasAttribute('inert')) continue;
			other.setAttribute('inert', '');
			covered.push(other);
		}
		at = parentElement;
	}
	return () => covered.forEach((element) => element.removeAttribute('inert'));
}
