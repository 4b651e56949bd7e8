import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import MissingPart from '#lib/components/layout/MissingPart.svelte';

test('pinned notices stand together in the place for them, and leave it one by one', async () => {
	const place = document.createElement('div');
	place.dataset.pinnedNotices = '';
	document.body.append(place);
	const [first] = ['The keys are missing.', 'The tray is missing.'].map((text) =>
		render(MissingPart, { text, pinned: true, onretry: () => {} })
	);
	expect([...place.querySelectorAll('[role=alert] > p')].map((p) => p.textContent)).toEqual([
		'The keys are missing.',
		'The tray is missing.'
	]);
	first.unmount();
	expect(place.children).toHaveLength(1);
	expect(screen.queryByText('The keys are missing.')).toBeNull();
	place.remove();
});

test('a notice that is not pinned stays in its place', () => {
	const place = document.createElement('div');
	place.dataset.pinnedNotices = '';
	document.body.append(place);
	render(MissingPart, { text: 'The bar is missing.', onretry: () => {} });
	expect(place.children).toHaveLength(0);
	place.remove();
});
