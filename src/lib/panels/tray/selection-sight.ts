import { landBy, placeUntilSteady } from '#lib/components/layout/land-at.ts';
import { scrollIntoBand } from '#lib/components/layout/scroll-into-band.ts';
import { chosenElement, sightOf } from '#lib/components/layout/sight.ts';
import { stickyHeight } from '#lib/components/layout/sticky-bars.ts';

/** What the tray leaves free of the window. */
export interface FreeAbove {
	leave: (wanted: readonly number[]) => void;
	freeHeight: () => number;
}

/** Room around what is kept in sight, pixels. */
const GAP = 14;

/** Keeps what was chosen in sight beside the tray of its knees. */
export class SelectionSight {
	#pressed: { element: Element; top: number } | null = null;

	/** Before a press can choose anything: for `window`, while it is captured. */
	notePress = ({ target }: Event): void => {
		if (!(target instanceof Element) || !target.closest('main')) return;
		const { top } = target.getBoundingClientRect();
		const pressed = { element: target, top };
		this.#pressed = pressed;
		setTimeout(() => {
			if (this.#pressed === pressed) this.#pressed = null;
		});
	};

	/** What was pressed for the selection that has just changed; null where nothing was, as after Back. */
	takePress(): { element: Element; top: number } | null {
		const pressed = this.#pressed;
		this.#pressed = null;
		return pressed;
	}

	/**
	 * Scrolls what was chosen, or else what shows that it is, to where the tray leaves it in sight.
	 *
	 * @param opens whether the tray opens with it, so that its height may still follow
	 * @returns ends what still follows the page as it grows
	 */
	show(
		tray: FreeAbove,
		pressed: ReturnType<SelectionSight['takePress']>,
		opens: boolean
	): () => void {
		const stays = pressed?.element.isConnected ? pressed : null;
		const element = stays?.element ?? chosenElement();
		if (!element) return () => {};
		if (stays) scrollBy(element.getBoundingClientRect().top - stays.top, 'instant');
		if (opens) openAbove(tray, element);
		scrollBy(wayIntoSight(tray, element), 'auto');
		return landBy(() => scrollBy(wayIntoSight(tray, element), 'instant'));
	}

	/** Leads from an address to what it chose, once that is there and while the page grows. */
	showLinked(tray: FreeAbove): () => void {
		let opens = true;
		return placeUntilSteady(() => {
			const element = chosenElement();
			if (!element) return false;
			if (opens) openAbove(tray, element);
			opens = false;
			scrollBy(wayIntoSight(tray, element), 'instant');
			return true;
		});
	}
}

function openAbove(tray: FreeAbove, element: Element): void {
	const { part, whole } = sightOf(element);
	const taken = stickyHeight() + 2 * GAP;
	tray.leave([whole, part].map(({ top, bottom }) => bottom - top + taken));
}

function wayIntoSight(tray: FreeAbove, element: Element): number {
	const { part, whole } = sightOf(element);
	const band = { top: stickyHeight() + GAP, bottom: tray.freeHeight() - GAP };
	return band.bottom - band.top < part.bottom - part.top ? 0 : scrollIntoBand(part, whole, band);
}

function scrollBy(top: number, behavior: ScrollBehavior): void {
	if (Math.abs(top) >= 1) window.scrollBy({ top, behavior });
}
