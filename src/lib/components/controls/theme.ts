export type Theme = 'light' | 'dark';

/** Also read by app.html before the first paint. */
const THEME_KEY = 'kneelens.theme';

/** The theme that is shown: the visitor's choice, else the system's; where the system forces its colours, its own. */
export function shownTheme(): Theme {
	const chosen = document.documentElement.dataset.theme;
	const forced = matchMedia('(forced-colors: active)').matches;
	if (!forced && (chosen === 'light' || chosen === 'dark')) return chosen;
	return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Shows a theme and remembers it where the browser lets it. */
export function chooseTheme(theme: Theme): void {
	document.documentElement.dataset.theme = theme;
	try {
		localStorage.setItem(THEME_KEY, theme);
	} catch {
		return;
	}
}
