import { driver } from 'driver.js';
import 'driver.js/dist/driver.css';
import './tour.css';
import { TOUR_STEPS } from './tour-steps.ts';

/** Walks through the page; arrow keys go on and back, Escape ends it. */
export function startTour(): void {
	const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
	driver({
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
		steps: TOUR_STEPS.map(({ selector, title, text }) => ({
			element: selector,
			popover: { title, description: text, side: 'top', align: 'start' }
		}))
	}).drive();
}
