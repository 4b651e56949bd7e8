const ESCAPES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;'
};

/** Text that may stand in HTML, SVG or XML, between tags or inside a quoted attribute. */
export function escapeMarkup(text: string): string {
	return text.replace(/[&<>"']/g, (character) => ESCAPES[character]);
}
