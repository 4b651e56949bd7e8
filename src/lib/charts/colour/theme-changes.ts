/** Tells when the page becomes light or dark, for what is painted with colours and not by CSS. Returns how to stop. */
export function onThemeChange(changed: () => void): () => void {
	const observer = new MutationObserver(changed);
	observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
	const dark = globalThis.matchMedia?.('(prefers-color-scheme: dark)');
	dark?.addEventListener('change', changed);
	return () => {
		observer.disconnect();
		dark?.removeEventListener('change', changed);
	};
}
