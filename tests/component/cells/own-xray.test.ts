import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import YourOwnXray from '#lib/cells/own-xray/YourOwnXray.svelte';
import { answerFacts, inputWords } from '#lib/words/card-words.ts';
import { preparedWords, rowsRead, trainingWarning } from '#lib/cells/own-xray/own-words.ts';
import { ImageError } from '#lib/data/images/image-error.ts';
import type { Compute } from '#lib/runtime/compute/computations.ts';
import type { GreyConversion } from '#lib/core/image/grey-conversion.ts';
import { OwnXray } from '#lib/study/own-xray/own-xray.svelte.ts';
import { withoutLayout } from '../without-layout.ts';
import { fakeStudy, type FakeStudyOptions } from './fake-study.ts';
import WithStudy from './WithStudy.svelte';

const readOwnImage = vi.fn<Compute['readOwnImage']>();

beforeEach(() => {
	withoutLayout();
});

afterEach(() => {
	cleanup();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
	readOwnImage.mockReset();
});

/** A picture that the invented networks take for this grade. */
function picture(grade: number) {
	const conversion = { colour: 0, transparent: false, range: null };
	return {
		pixels: new Uint8Array(224 * 224).fill(grade),
		width: 600,
		height: 400,
		cropped: true,
		conversion
	};
}

const file = (name: string) => new File(['x'], name);

describe('the state', () => {
	const make = (options: FakeStudyOptions = {}) => {
		const study = fakeStudy({ test: 20, val: 40, readOwnImage, ...options });
		return { study, own: new OwnXray(study) };
	};

	test('loads the networks where nobody has, then every one reads', async () => {
		const { study, own } = make();
		readOwnImage.mockResolvedValue(picture(3));
		expect(study.run.readyModels.size).toBe(0);
		await own.readFile(file('mine.png'), 'mine.png');
		expect(own.phase.kind).toBe('done');
		expect([...own.readings.keys()].toSorted()).toEqual(
			study.results.map(({ name }) => name).toSorted()
		);
		expect(study.run.phase.kind).toBe('idle');
		const members = study.results.map(({ name }) => own.readings.get(name)!);
		const { table } = study.systems.combination;
		const scores = [0, 1, 2, 3, 4].map((grade) =>
			members.reduce((sum, { probabilities }, m) => sum + table[m][grade] * probabilities[grade], 0)
		);
		scores.forEach((score, grade) => expect(own.ensemble!.scores[grade]).toBeCloseTo(score, 12));
		expect(own.ensemble!.grade).toBe(scores.indexOf(Math.max(...scores)));
		for (const { grade, probabilities } of members) {
			expect(probabilities[grade]).toBe(Math.max(...probabilities));
		}
	});

	test('heat is the map of the network and grade, placed on the film', async () => {
		const { own } = make();
		readOwnImage.mockResolvedValue(picture(2));
		await own.readFile(file('mine.png'), 'mine.png');
		const { maps } = own.readings.get('xception')!;
		const heat = own.heat('xception', 4, 'aligned')!;
		const cell = maps[4].values[3 * 7 + 5];
		const around = [15, 16].flatMap((dy) =>
			[15, 16].map((dx) => heat[(3 * 32 + dy) * 224 + 5 * 32 + dx])
		);
		expect(around.reduce((sum, value) => sum + value, 0) / 4).toBeCloseTo(cell, 1);
		expect(own.heat('nobody', 4, 'aligned')).toBeNull();
	});

	test('does not disturb a run that is being prepared or under way', async () => {
		const { study, own } = make({ batchDelay: 5 });
		readOwnImage.mockResolvedValue(picture(1));
		const run = study.run.begin('auto');
		await own.readFile(file('mine.png'), 'mine.png');
		expect(own.phase.kind).toBe('done');
		await run;
		expect(study.run.phase.kind).toBe('done');
		expect(study.run.readLive).toBe(20);
	});

	test('the latest picture wins', async () => {
		const { own } = make();
		let late!: (image: ReturnType<typeof picture>) => void;
		readOwnImage.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
		readOwnImage.mockResolvedValueOnce(picture(4));
		const first = own.readFile(file('first.png'), 'first.png');
		const second = own.readFile(file('second.png'), 'second.png');
		late(picture(0));
		await Promise.all([first, second]);
		expect(own.film?.name).toBe('second.png');
		expect(own.film?.pixels[0]).toBe(4);
		expect(own.phase.kind).toBe('done');
	});

	test('an earlier picture that is decoded last changes nothing', async () => {
		const { own } = make();
		let decodeFirst!: (image: ReturnType<typeof picture>) => void;
		let decodeSecond!: (image: ReturnType<typeof picture>) => void;
		readOwnImage.mockReturnValueOnce(new Promise((resolve) => (decodeFirst = resolve)));
		readOwnImage.mockReturnValueOnce(new Promise((resolve) => (decodeSecond = resolve)));
		const first = own.readFile(file('first.png'), 'first.png');
		const second = own.readFile(file('second.png'), 'second.png');
		await first;
		expect(own.phase).toEqual({ kind: 'decoding', name: 'second.png' });
		decodeSecond(picture(4));
		await second;
		expect(own.phase.kind).toBe('done');
		const read = own.readings;
		decodeFirst(picture(0));
		await new Promise((resolve) => setTimeout(resolve));
		expect(own.film).toMatchObject({ name: 'second.png' });
		expect(own.film?.pixels[0]).toBe(4);
		expect(own.phase.kind).toBe('done');
		expect(own.readings).toBe(read);
	});

	test('cancelling is an outcome, and the picture can be read again', async () => {
		const { study, own } = make();
		readOwnImage.mockResolvedValue(picture(1));
		const stuck = vi.spyOn(study.run, 'readImages').mockReturnValue(new Promise(() => {}));
		const reading = own.readFile(file('mine.png'), 'mine.png');
		await vi.waitFor(() => expect(own.phase.kind).toBe('reading'));
		own.cancel();
		await reading;
		expect(own.phase.kind).toBe('cancelled');
		stuck.mockRestore();
		await own.readAgain();
		expect(own.phase.kind).toBe('done');
		expect(own.readings.size).toBe(3);
		own.remove();
		expect(own.phase.kind).toBe('empty');
		expect(own.film).toBeNull();
	});

	test('a network that failed is left out, and without it the ensemble says nothing', async () => {
		const { own } = make({ failing: ['resnet50'] });
		readOwnImage.mockResolvedValue(picture(1));
		await own.readFile(file('mine.png'), 'mine.png');
		expect([...own.readings.keys()].toSorted()).toEqual(['inception_resnet_v2', 'xception']);
		expect(own.ensemble).toBeNull();
	});

	test('where every network fails, the reason is kept', async () => {
		const { own } = make({ failing: ['xception', 'resnet50', 'inception_resnet_v2'] });
		readOwnImage.mockResolvedValue(picture(1));
		await own.readFile(file('mine.png'), 'mine.png');
		expect(own.phase).toMatchObject({ kind: 'failed' });
		expect(String((own.phase as { error: Error }).error.message)).toContain('weights-1.bin');
	});
});

describe('the cell', () => {
	const show = (options: FakeStudyOptions = {}) => {
		const study = fakeStudy({ test: 20, val: 40, readOwnImage, ...options });
		render(WithStudy, { study, cell: YourOwnXray });
		return study;
	};
	const drop = (name: string) =>
		fireEvent.drop(screen.getByRole('group', { name: /X-ray/ }), {
			dataTransfer: { files: [file(name)] }
		});

	test('a dropped file is read, shown and announced', async () => {
		const study = show();
		readOwnImage.mockResolvedValue(picture(3));
		await drop('mine.png');
		await waitFor(() =>
			expect(
				screen.getByText(/^Xception predicts \d .*; the ensemble predicts \d \w+\.$/)
			).toBeTruthy()
		);
		for (const { title } of study.systems.models) {
			expect(
				screen.getByRole('img', { name: new RegExp(`Heat map of ${title} for grade`) })
			).toBeTruthy();
		}
		expect(screen.getByText(/600 × 400 pixels: the central square was cut out/)).toBeTruthy();
		expect(screen.getByText('WebGPU, Test GPU')).toBeTruthy();
		await fireEvent.click(screen.getByRole('button', { name: 'As table' }));
		expect(screen.getByRole('table', { name: 'Predictions for mine.png' })).toBeTruthy();
		await fireEvent.click(screen.getByRole('button', { name: 'As table' }));
		await fireEvent.click(screen.getByRole('button', { name: 'Remove' }));
		expect(screen.queryByText('mine.png')).toBeNull();
	});

	test('says where the joint must lie, in a sentence of its own', () => {
		const study = fakeStudy({ test: 20, val: 0, readOwnImage });
		const seen = { x0: 0, y0: 64, x1: 224, y1: 192 };
		for (const { card } of study.results) Object.assign(card, { seen });
		render(WithStudy, { study, cell: YourOwnXray });
		expect(
			screen.getAllByText(/as if it were one\.\s+Of its 224 rows, .* rows 64 to 191: the joint/)
		).not.toHaveLength(0);
	});

	test('a file that is refused says why, and the next one replaces the message', async () => {
		show();
		readOwnImage.mockRejectedValueOnce(
			new ImageError('notes.txt is not a PNG, JPEG or WebP image.')
		);
		readOwnImage.mockResolvedValueOnce(picture(0));
		await drop('notes.txt');
		expect((await screen.findByRole('alert')).textContent).toContain(
			'notes.txt is not a PNG, JPEG or WebP image'
		);
		await drop('mine.png');
		await waitFor(() => expect(screen.getByText('mine.png')).toBeTruthy());
		expect(screen.queryByRole('alert')).toBeNull();
	});

	test('an embedded knee can be tried without a file, with its true grade', async () => {
		show();
		await fireEvent.click(screen.getByRole('button', { name: 'Try one of the embedded knees' }));
		expect(await screen.findByText(/^Embedded knee \d+[LR]$/)).toBeTruthy();
		expect(screen.getByText('This knee is synthetic.')).toBeTruthy();
		expect(screen.getByText('True grade')).toBeTruthy();
	});

	test('a network that could not be loaded is named', async () => {
		show({ failing: ['resnet50'] });
		readOwnImage.mockResolvedValue(picture(2));
		await drop('mine.png');
		expect(await screen.findByText(/could not be loaded: resnet50\/weights-1\.bin/)).toBeTruthy();
		expect(await screen.findByText(/The ensemble needs every network/)).toBeTruthy();
		flushSync();
	});

	test('says what the networks were trained on and that it is no medical device', () => {
		show();
		expect(screen.getAllByText(/trained on synthetic knees only/).length).toBeGreaterThan(0);
		expect(screen.getAllByText(/not a medical device/).length).toBeGreaterThan(0);
		expect(screen.getByText(/Nothing is uploaded/)).toBeTruthy();
	});
});

test('words on a picture and on training data', () => {
	const plain: GreyConversion = { colour: 0, transparent: false, range: null };
	const base = { name: 'a', pixels: new Uint8Array(), row: null };
	const size = (width: number, height: number, conversion: Partial<GreyConversion> = {}) => ({
		...base,
		size: { width, height, cropped: width !== height },
		conversion: { ...plain, ...conversion }
	});
	expect(preparedWords(size(224, 224))).toBe(
		'The image has 224 × 224 pixels and was used as it is.'
	);
	expect(preparedWords(size(1000, 1000))).toContain('was resized to 224 × 224');
	expect(preparedWords(size(1000, 800))).toContain('What lies outside it was not read.');
	const range = { black: 0, white: 4080, lowest: 1520, highest: 2784 };
	expect(preparedWords(size(224, 224, { range }))).toBe(
		'The image has 224 × 224 pixels. Of its 16 bits it uses the values 1,520 to 2,784: they were stretched, so that 0 is black and 4,080 white.'
	);
	expect(preparedWords(size(224, 224, { colour: 1 }))).toContain('nearly grey');
	expect(preparedWords(size(224, 224, { colour: 90 }))).toContain('in colour');
	expect(preparedWords(size(224, 224, { transparent: true }))).toContain('read as black');
	const { results } = fakeStudy({ test: 2, val: 0 });
	const cards = results.map(({ card }) => card);
	expect(trainingWarning(cards)).toContain('synthetic knees only');
	expect(trainingWarning(cards.map((card) => ({ ...card, trainingData: null })))).toBeNull();
	expect(trainingWarning([cards[0], { ...cards[1], trainingData: null }])).toBe(
		'Xception was trained on synthetic knees only and may be quite wrong on a radiograph of a person.'
	);
});

test('says which rows are read, where not all are', () => {
	const [{ card }] = fakeStudy({ test: 20, val: 0 }).results;
	const band = (y0: number, y1: number) => ({ ...card, seen: { x0: 0, y0, x1: 224, y1 } });
	expect(rowsRead([card, band(64, 192)])).toBe('');
	expect(rowsRead([band(64, 192), band(48, 176)])).toBe('rows 48 to 191');
	expect(rowsRead([])).toBe('');
	expect(inputWords(band(64, 192))).toBe('224 × 224 × 3, of which it reads rows 64 to 191');
	expect(inputWords(card)).toBe('224 × 224 × 3');
	expect(inputWords({ ...card, inputSize: [100, 100, 1] })).toBe(
		'100 × 100 × 1, images of 224 × 224 are resized to it, bilinear with antialiasing'
	);
});

test('says which order the answers of the file had', () => {
	const [{ card }] = fakeStudy({ test: 20, val: 0 }).results;
	expect(answerFacts(card)).toEqual([]);
	expect(answerFacts({ ...card, answersInFile: ['Doubtful', 'Healthy'] })).toEqual([
		{ label: 'Answers in the file', value: 'Doubtful, Healthy; reordered to match the grades' }
	]);
});
