import type { Attachment } from 'svelte/attachments';

/** How far outside of what is visible counts as near. */
const MARGIN = '300px';

const callbacks = new WeakMap<Element, (near: boolean) => void>();
const observers = new Map<string, IntersectionObserver>();

function observe(entries: readonly IntersectionObserverEntry[]): void {
	for (const { target, isIntersecting } of entries) callbacks.get(target)?.(isIntersecting);
}

function observerOf(margin: string): IntersectionObserver {
	const known = observers.get(margin);
	if (known) return known;
	const observer = new IntersectionObserver(observe, { rootMargin: margin, scrollMargin: margin });
	observers.set(margin, observer);
	return observer;
}

/** Tells when an element comes near what is visible and when it leaves; always near where that cannot be known. */
export function nearView(
	onchange: (near: boolean) => void,
	margin: string = MARGIN
): Attachment<Element> {
	return (element) => {
		if (!('IntersectionObserver' in globalThis)) {
			onchange(true);
			return;
		}
		const watching = observerOf(margin);
		callbacks.set(element, onchange);
		watching.observe(element);
		return () => {
			watching.unobserve(element);
			callbacks.delete(element);
		};
	};
}
