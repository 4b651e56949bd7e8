import { MediaQuery } from 'svelte/reactivity';

/** At the window's foot, docked at its side where it is wide, or over all of it where it is low. */
export type TrayPlace = 'foot' | 'side' | 'sheet';

/** Where the tray goes in this window. Made while a component is set up. */
export class TrayPlacement {
	readonly #wide = query('min-width: 1600px');
	readonly #low = query('max-height: 599.98px');

	get current(): TrayPlace {
		if (this.#wide?.current) return 'side';
		return this.#low?.current ? 'sheet' : 'foot';
	}
}

function query(media: string): MediaQuery | null {
	return typeof matchMedia === 'undefined' ? null : new MediaQuery(media);
}
