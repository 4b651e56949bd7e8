import { driver } from 'driver.js';
import 'driver.js/dist/driver.css';
import './tour.css';
import { TOUR_STEPS } from './tour-steps.ts';

/** Walks through the page; arrow keys go on and back, Escape ends it. */
export function startTour(): void {
	const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
	let shown: Element | undefined;
	const growth = new ResizeObserver(() => tour.refresh());
	const tour = driver({
		animate: !calm,
		smoothScroll: !calm,
		waitForElement: 5000,
		showProgress: true,
		progressText: '{{current}} of {{total}}',
		nextBtnText: 'Next',
		prevBtnText: 'Back',
		doneBtnText: 'Done',
		overlayOpacity: 0.45,
		stagePadding: 8,
		stageRadius: 4,
		popoverClass: 'tour',
		// The library focuses Close.
		onPopoverRender: ({ nextButton }) => void setTimeout(() => nextButton.focus()),
		onHighlightStarted(element) {
			growth.disconnect();
			shown = element;
			if (element) growth.observe(element);
		},
		onDestroyed() {
			growth.disconnect();
			setTimeout(() => stayAt(shown));
		},
		steps: TOUR_STEPS.map(({ selector, title, text }) => ({
			element: selector,
			popover: { title, description: text, side: 'top', align: 'start' }
		}))
	});
	tour.drive();
}

/** The keyboard goes on from what was shown last. */
function stayAt(element: Element | undefined): void {
	if (!(element instanceof HTMLElement)) return;
	element.tabIndex = -1;
	element.focus({ preventScroll: true });
	element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
}
