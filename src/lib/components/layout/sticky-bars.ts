import type { Attachment } from 'svelte/attachments';

/** Bars that stick to the window's top, and the properties of the root that hold their heights. */
export type StickyBar = '--top-bar' | '--filter-bar';

const heights = new Map<StickyBar, number>();

/** Keeps the height of a bar in a property of the root, so that what sticks or scrolls below leaves room for it. */
export function stickyBar(bar: StickyBar): Attachment<HTMLElement> {
	return (element) => {
		if (typeof ResizeObserver === 'undefined') return;
		const { style } = document.documentElement;
		const observer = new ResizeObserver(() => {
			const { height } = element.getBoundingClientRect();
			if (heights.get(bar) === height) return;
			heights.set(bar, height);
			style.setProperty(bar, `${height}px`);
		});
		observer.observe(element);
		return () => {
			observer.disconnect();
			heights.delete(bar);
			style.removeProperty(bar);
		};
	};
}

/** How much of the window's top is taken by bars, pixels. */
export function stickyHeight(): number {
	return [...heights.values()].reduce((sum, height) => sum + height, 0);
}
