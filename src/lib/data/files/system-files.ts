const names = new Set(['.ds_store', '.localized', 'desktop.ini', 'ehthumbs.db', 'thumbs.db']);

/** Whether a path is a file that macOS or Windows put there by itself: `.DS_Store`, `Thumbs.db`, `desktop.ini`, `._name`. */
export function isSystemFile(path: string): boolean {
	const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
	return names.has(name) || name.startsWith('._');
}
