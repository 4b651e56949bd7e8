/** Where the page keeps what survives a visit; `localStorage` has this shape. Any of it may throw. */
export type PageStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The browser's storage; null where there is none or the page may not use it. */
export function browserStorage(): PageStorage | null {
	try {
		return globalThis.localStorage ?? null;
	} catch {
		return null;
	}
}
