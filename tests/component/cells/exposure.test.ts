import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { exposureWords, seenByLabel } from '#lib/panels/film/exposure-words.ts';
import TheModels from '#lib/cells/models/TheModels.svelte';
import YourOwnXray from '#lib/cells/own-xray/YourOwnXray.svelte';
import { standardise } from '#lib/core/image/exposure.ts';
import type { Compute } from '#lib/runtime/compute/computations.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { withoutLayout } from '../without-layout.ts';
import { fakeStudy } from './fake-study.ts';
import MistakesPage from './MistakesPage.svelte';
import WithStudy from './WithStudy.svelte';

const readOwnImage = vi.fn<Compute['readOwnImage']>();

/** What was painted last on each canvas, RGBA. */
const painted = new Map<HTMLCanvasElement, Uint8ClampedArray>();

beforeEach(() => {
	withoutLayout();
	vi.stubGlobal(
		'ImageData',
		class {
			constructor(readonly data: Uint8ClampedArray) {}
		}
	);
	vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(function (
		this: HTMLCanvasElement
	) {
		return { putImageData: ({ data }: ImageData) => painted.set(this, data) } as never;
	});
});

afterEach(() => {
	cleanup();
	painted.clear();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

/** Whether a film shows these grey values. */
function shows(film: HTMLElement, grey: Uint8Array): boolean {
	flushSync();
	const rgba = painted.get(film.querySelector('canvas')!);
	return rgba !== undefined && grey.every((value, i) => rgba[4 * i] === value);
}

describe('the knee panel', () => {
	async function open(study: Study) {
		const row = study.table.evaluatedRows[0];
		const original = await study.images.pixels(study.table.knees[row]);
		render(MistakesPage, { study });
		study.selection.open(row);
		const panel = within(await screen.findByRole('dialog'));
		await waitFor(() => expect(painted.size).toBeGreaterThan(0));
		return { panel, original };
	}

	test('shows the film as the networks see it, and back, and says what was done', async () => {
		const study = fakeStudy({ test: 10, val: 10, exposure: 'standardised' });
		const { panel, original } = await open(study);
		await fireEvent.click(panel.getByRole('radio', { name: 'Image' }));
		expect(
			panel.getByText(/^Before it is read: grey values \d+ to \d+ stretched to 0 to 255\.$/)
		).toBeTruthy();
		expect(
			shows(panel.getByRole('img', { name: /^Image of the (left|right) knee/ }), original)
		).toBe(true);
		await fireEvent.click(panel.getByRole('switch', { name: 'What the networks see' }));
		const standardised = standardise(original);
		expect(standardised).not.toEqual(original);
		const name = /^Image of .* with its exposure standardised: grey values/;
		expect(shows(panel.getByRole('img', { name }), standardised)).toBe(true);
		await fireEvent.click(panel.getByRole('switch', { name: 'What the networks see' }));
		expect(shows(panel.getByRole('img', { name: /^Image of the/ }), original)).toBe(true);
	});

	test('has no switch where the networks take films as they are', async () => {
		const { panel } = await open(fakeStudy({ test: 10, val: 10 }));
		expect(panel.queryByRole('switch')).toBeNull();
		expect(panel.queryByText(/Before it is read/)).toBeNull();
	});

	test('leaves the film as it came to a network that takes it so', async () => {
		const study = fakeStudy({ test: 10, val: 10, exposure: 'standardised' });
		Object.assign(study.results[1].card, { exposure: 'as-is' });
		const { panel, original } = await open(study);
		await fireEvent.keyDown(window, { key: 'h' });
		await fireEvent.click(
			panel.getByRole('switch', { name: 'What Xception and Inception-ResNet-v2 see' })
		);
		const map = (title: string) =>
			panel.getByRole('button', { name: new RegExp(`of ${title} for`) });
		expect(shows(map('ResNet50'), original)).toBe(true);
		expect(shows(map('Xception'), standardise(original))).toBe(true);
	});
});

test('a negative of one’s own is shown turned, and read as it was given', async () => {
	const study = fakeStudy({ readOwnImage, test: 10, val: 10, exposure: 'standardised' });
	const row = study.table.evaluatedRows[0];
	const knee = await study.images.pixels(study.table.knees[row]);
	const pixels = knee.map((grey) => 255 - grey);
	const conversion = { colour: 0, transparent: false, range: null };
	const size = { width: 224, height: 224, cropped: false };
	readOwnImage.mockResolvedValue({ pixels, ...size, conversion });
	const readImages = vi.spyOn(study.run, 'readImages');
	render(WithStudy, { study, cell: YourOwnXray });
	await fireEvent.drop(screen.getByRole('group', { name: /X-ray/ }), {
		dataTransfer: { files: [new File(['x'], 'mine.png')] }
	});
	expect(
		await screen.findByText(
			/^Before it is read: inverted image re-inverted; grey values \d+ to \d+ stretched/
		)
	).toBeTruthy();
	expect(shows(screen.getByRole('img', { name: 'The image: mine.png' }), pixels)).toBe(true);
	await fireEvent.click(screen.getByRole('switch', { name: 'What the networks see' }));
	const seen = screen.getByRole('img', { name: 'The image as the networks see it: mine.png' });
	expect(shows(seen, standardise(knee))).toBe(true);
	await waitFor(() => expect(readImages).toHaveBeenCalledTimes(3));
	for (const [, given] of readImages.mock.calls) expect(given).toBe(pixels);
});

test('the cards say that exposures are standardised, and the help how', () => {
	render(WithStudy, {
		study: fakeStudy({ test: 10, val: 10, exposure: 'standardised' }),
		cell: TheModels
	});
	const text = document.body.textContent!.replace(/\s+/g, ' ');
	expect(
		text.match(/inverted images re-inverted, contrast stretched to 0 to 255, then/g)
	).toHaveLength(3);
	expect(text).toContain('inverted images are corrected');
});

test('words', () => {
	const stretch = { low: 23, high: 201 };
	expect(exposureWords({ negative: true, stretch })).toBe(
		'inverted image re-inverted; grey values 23 to 201 stretched to 0 to 255'
	);
	expect(exposureWords({ negative: false, stretch: { low: 0, high: 255 } })).toBe(
		'grey values reach from 0 to 255 already'
	);
	expect(exposureWords({ negative: true, stretch: null })).toBe(
		'inverted image re-inverted; too even to be stretched'
	);
	const cards = fakeStudy({ test: 2, val: 0, exposure: 'standardised' }).results.map(
		({ card }) => card
	);
	expect(seenByLabel(cards.slice(0, 1))).toBe('What Xception sees');
	expect(seenByLabel([])).toBeNull();
});
