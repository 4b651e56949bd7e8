import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';
import RunStatus from '#lib/panels/opening/RunStatus.svelte';
import { fakeStudy } from './fake-study.ts';
import WithStudy from './WithStudy.svelte';

afterEach(cleanup);

test('a run without a network that could not be fetched offers to try again, and then reads with it', async () => {
	const failing = ['resnet50'];
	const study = fakeStudy({ test: 20, val: 0, stored: [], failing });
	render(WithStudy, { study, cell: RunStatus });
	await study.run.begin('auto');
	const again = await screen.findByRole('button', { name: 'Try again' });
	expect(screen.getByRole('status').textContent).toContain('not by ResNet50');
	failing.pop();
	await fireEvent.click(again);
	await waitFor(() => expect(screen.getByRole('status').textContent).toBe('All knees read here'));
	expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
});
