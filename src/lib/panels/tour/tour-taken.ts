const KEY = 'kneelens-tour';

/** Whether the tour was taken in this browser; true where the browser keeps nothing, so that it does not press. */
export function tourTaken(): boolean {
	try {
		return localStorage.getItem(KEY) !== null;
	} catch {
		return true;
	}
}

/** Remembers it, where this browser keeps anything. */
export function rememberTour(): void {
	try {
		localStorage.setItem(KEY, 'taken');
	} catch {
		return;
	}
}
