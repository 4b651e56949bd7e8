import type { Attachment } from 'svelte/attachments';

/** How far outside of what is visible counts as near. */
const MARGIN = '300px';

const callbacks = new WeakMap<Element, (near: boolean) => void>();
let observer: IntersectionObserver | null = null;

function observe(entries: readonly IntersectionObserverEntry[]): void {
	for (const { target, isIntersecting } of entries) callbacks.get(target)?.(isIntersecting);
}

/** Tells when an element comes near what is visible and when it leaves; always near where that cannot be known. */
export function nearView(onchange: (near: boolean) => void): Attachment<Element> {
	return (element) => {
		if (!('IntersectionObserver' in globalThis)) {
			onchange(true);
			return;
		}
		observer ??= new IntersectionObserver(observe, { rootMargin: MARGIN, scrollMargin: MARGIN });
		const watching = observer;
		callbacks.set(element, onchange);
		watching.observe(element);
		return () => {
			watching.unobserve(element);
			callbacks.delete(element);
		};
	};
}
