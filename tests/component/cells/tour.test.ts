import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { TOUR_STEPS } from '#lib/panels/tour/tour-steps.ts';
import TourInvitation from '#lib/panels/tour/TourInvitation.svelte';
import { CELLS } from '#lib/cells/registry.ts';
import { withoutLayout } from '../without-layout.ts';

afterEach(() => {
	localStorage.clear();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
	document.querySelectorAll('.stop').forEach((stop) => stop.remove());
});

function putStops() {
	vi.stubGlobal('matchMedia', () => ({ matches: true }));
	Element.prototype.scrollIntoView ??= () => {};
	for (const { selector } of TOUR_STEPS) {
		const [id] = selector.slice(1).split(' ');
		const stop = document.createElement('section');
		stop.id = id;
		stop.className = 'stop';
		stop.innerHTML = '<div class="live"></div>';
		document.body.append(stop);
	}
}

const focusOn = (element: () => Element | null) =>
	waitFor(() => expect(document.activeElement).toBe(element()));

describe('the tour', () => {
	it('stops at six cells of the page, in page order', () => {
		const order = CELLS.map(({ id }) => `#${id} .live`);
		const places = TOUR_STEPS.map(({ selector }) => order.indexOf(selector));
		expect(places).toHaveLength(6);
		expect(places.every((place) => place >= 0)).toBe(true);
		expect(places).toEqual([...places].sort((a, b) => a - b));
	});

	it('is offered on a first visit, walks on and back, and is remembered', async () => {
		putStops();
		withoutLayout();
		const { unmount } = render(TourInvitation);
		expect(screen.getByText(/First time here/)).toBeTruthy();
		await fireEvent.click(screen.getByRole('button', { name: 'Tour in six steps' }));
		expect(await screen.findByText(TOUR_STEPS[0].title)).toBeTruthy();
		expect(screen.getByText('1 of 6')).toBeTruthy();
		await focusOn(() => screen.getByRole('button', { name: 'Next' }));
		await fireEvent.click(screen.getByRole('button', { name: 'Next' }));
		expect(await screen.findByText(TOUR_STEPS[1].title)).toBeTruthy();
		await fireEvent.click(screen.getByRole('button', { name: 'Back' }));
		expect(await screen.findByText(TOUR_STEPS[0].title)).toBeTruthy();
		await fireEvent.keyUp(window, { key: 'Escape' });
		await waitFor(() => expect(screen.queryByText(TOUR_STEPS[0].title)).toBeNull());
		await focusOn(() => document.querySelector(TOUR_STEPS[0].selector));
		unmount();
		render(TourInvitation);
		expect(screen.queryByText(/First time here/)).toBeNull();
	});
});
