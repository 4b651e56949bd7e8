import { readFileSync } from 'node:fs';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import TheModels from '#lib/cells/models/TheModels.svelte';
import type { ModelCard } from '#lib/core/records/model-card.ts';
import { loadModelDetails, type LayerDetails } from '#lib/study/readings/model-details.ts';
import { weightsFingerprints } from '#lib/study/readings/weights-fingerprints.ts';
import { withoutLayout } from '../without-layout.ts';
import { fakeChecks } from './fake-checks.ts';
import { fakeStudy, type FakeStudyOptions } from './fake-study.ts';
import WithStudy from './WithStudy.svelte';

vi.mock('#lib/study/readings/model-details.ts', () => ({ loadModelDetails: vi.fn() }));
vi.mock('@tensorflow/tfjs-vis', () => ({ render: { barchart: vi.fn(async () => {}) } }));

beforeEach(() => {
	withoutLayout();
});

afterEach(() => {
	cleanup();
	vi.unstubAllGlobals();
	vi.restoreAllMocks();
	vi.mocked(loadModelDetails).mockReset();
});

function show(options: FakeStudyOptions = {}) {
	const study = fakeStudy({ test: 20, val: 20, ...options });
	render(WithStudy, { study, cell: TheModels });
	return study;
}

const card = (title: string) =>
	screen.getByRole('heading', { level: 3, name: title }).closest('article')!;

it('says of each network what its card says', () => {
	show();
	for (const title of ['Xception', 'ResNet50', 'Inception-ResNet-v2']) {
		const text = card(title).textContent!.replace(/\s+/g, ' ');
		expect(text).toContain(`${title}, a quarter of the published width`);
		expect(text).toContain('1.39 M');
		expect(text).toContain('2.8 MB, 16-bit floats');
		expect(text).toContain('Trained on 6,000 synthetic knees. Invented for a test.');
		expect(text).toContain('77.0% at step 540 of 540, the highest of 7 points');
		expect(text).toContain('Scores are probabilities for equally frequent grades (20% each)');
	}
	expect(card('Inception-ResNet-v2').textContent).toContain('5 × 5');
	expect(card('ResNet50').textContent).toContain('BGR');
});

it('says that a mean of weights is no point of the training curve', () => {
	const study = fakeStudy({ test: 20, val: 20 });
	Object.assign(study.results[1].card.recipe, {
		chosen: 'mean of the weights after the last step and of 2 on the way to it'
	});
	render(WithStudy, { study, cell: TheModels });
	const told = /average several checkpoints/;
	expect(within(card('ResNet50')).getByText(told)).toBeTruthy();
	expect(within(card('Xception')).queryByText(told)).toBeNull();
});

it('says what validation knees were used for, with how many there were', () => {
	const study = fakeStudy({ test: 20, val: 20 });
	const [{ card: chosen }, { card: other }] = study.results;
	chosen.trainingData!.synthetic = false;
	chosen.recipe.chosen = 'mean of the weights of run J and after the last two stages';
	chosen.checks = fakeChecks();
	const confusion = Array.from({ length: 5 }, (_, i) =>
		Array.from({ length: 5 }, (_, j): number => (i === j ? 100 : 0))
	);
	confusion[0][1] = 326;
	chosen.metrics.val = { ...chosen.metrics.val!, confusion, balancedAccuracy: 0.65 };
	render(WithStudy, { study, cell: TheModels });
	const fact = (title: string, label: string) =>
		within(card(title)).getByText(label).nextElementSibling!.textContent;
	expect(fact('Xception', 'As trained, real knees, val split')).toBe(
		'65.0% (60.2 to 67.9), 826 knees of 413 subjects, chosen on these knees'
	);
	expect(fact(other.title, 'As trained, synthetic knees, val split')).toMatch(/, 400 knees$/);
	expect(screen.getAllByText(/were chosen on the validation knees/).length).toBeGreaterThan(0);
	expect(
		screen.getAllByText(/There are no metrics of these weights on real knees/).length
	).toBeGreaterThan(0);
});

it('shows figures of the official test split of the very weights that were measured, with intervals', async () => {
	const study = fakeStudy({ test: 20, val: 20 });
	for (const { card: own } of study.results) {
		const shipped = JSON.parse(
			readFileSync(`static/models/${own.name}/card.json`, 'utf8')
		) as ModelCard;
		own.weights = shipped.weights;
		own.checks = shipped.checks;
	}
	const rendered = render(WithStudy, { study, cell: TheModels });
	const table = await screen.findByRole('table', {
		name: /^Measured once on the official test split, 1,656 radiographs of 828 subjects/
	});
	const row = (name: RegExp) => within(table).getByRole('row', { name }).textContent!;
	expect(row(/^Xception/)).toMatch(
		/66\.8% \(62\.4 to 69\.7\).*60\.1%.*0\.81.*0\.44.*65\.0% \(61\.3 to 68\.6\)/
	);
	expect(row(/^Mean ensemble/)).toContain('67.3% (64.9 to 69.5)');
	expect(
		within(card('ResNet50')).getByText('Official test split, measured once').nextElementSibling!
			.textContent
	).toBe('65.8% (61.6 to 68.5); 1,656 radiographs of 828 subjects');
	expect(screen.getByText(/The last column is of 826 real knees of 413 subjects/)).toBeTruthy();
	rendered.unmount();

	const other = fakeStudy({ test: 20, val: 20 });
	render(WithStudy, { study: other, cell: TheModels });
	await weightsFingerprints(other);
	await tick();
	expect(screen.queryByText(/official test split/i)).toBeNull();
});

it('says which figures are on real knees and which on drawn ones', async () => {
	const study = fakeStudy({ test: 20, val: 20 });
	const [{ card: mixed }] = study.results;
	Object.assign(mixed, {
		trainingData: {
			...mixed.trainingData!,
			synthetic: false,
			phantomCounts: { train: [1, 2, 3, 4, 5], val: [1, 1, 1, 1, 1] }
		},
		phantomMetrics: { val: { ...mixed.metrics.val!, balancedAccuracy: 0.812 } }
	});
	render(WithStudy, { study, cell: TheModels });
	const fact = (label: string) =>
		within(card('Xception')).getByText(label).nextElementSibling!.textContent;
	expect(fact('As trained, synthetic knees, val split')).toMatch(
		/^81\.2% \([\d.]+ to [\d.]+\), 400 knees$/
	);
	expect(fact('As trained, real knees, val split')).not.toContain('81.2%');
	expect(card('Xception').textContent).toContain('Balanced accuracy, real knees, val split');
	expect(card('Xception').textContent).toContain(
		'Trained on 6,000 real knees and 15 synthetic knees.'
	);
	expect(card('ResNet50').textContent).toContain('As trained, synthetic knees, val split');
	expect(card('ResNet50').textContent).not.toContain('real knees, val split');
	await fireEvent.click(
		within(card('Xception')).getByRole('button', { name: 'How it was trained' })
	);
	expect(fact('Grades 0 to 4, real knees, val split')).toBe('154, 71, 107, 52, 16');
	expect(fact('Grades 0 to 4, synthetic knees, train split')).toBe('1, 2, 3, 4, 5');
});

it('shows the checks of a network with their knees, and says where there are none', async () => {
	const study = fakeStudy({ test: 20, val: 20 });
	study.results[0].card.checks = fakeChecks();
	render(WithStudy, { study, cell: TheModels });
	const checked = within(card('Xception'));
	await fireEvent.click(checked.getByRole('button', { name: /^Checks/ }));
	const text = card('Xception').textContent!.replace(/\s+/g, ' ');
	for (const part of [
		'826 real knees of 413 subjects, val split',
		'Balanced accuracy 64.1% (60.2 to 67.9)',
		'174 synthetic knees of 160 subjects, test split',
		'Peak in the lesion, widened by 12 px to 14% of the image 139 of 150, 93% (87 to 96)',
		'Peak in the lesion of another knee 75 of 150, 50% (42 to 58; knees treated as independent)',
		'Heat there, on 59% of the input region unknown',
		'Change of balanced accuracy −0.1 points (−0.3 to +0.1)'
	]) {
		expect(text).toContain(part);
	}
	await fireEvent.click(within(card('ResNet50')).getByRole('button', { name: /^Checks none/ }));
	expect(card('ResNet50').textContent).toContain('were not checked');
	await fireEvent.click(screen.getByRole('button', { name: 'As table' }));
	const table = await screen.findByRole('table', { name: 'Checks of the downloaded weights' });
	const f1 = within(table).getAllByText('F1-weighted ensemble')[0].closest('tr')!;
	expect(f1.textContent).toContain(
		'balanced accuracy826 real knees of 413 subjects, val split0.67'
	);
});

it('shows unknown as unknown', () => {
	const study = fakeStudy({ test: 20, val: 20, cardMetrics: false });
	Object.assign(study.results[0].card, { history: [], trainingData: null, widthMultiplier: null });
	render(WithStudy, { study, cell: TheModels });
	const text = card('Xception').textContent!;
	expect(text).toContain('width unknown');
	expect(text).not.toContain('Trained on');
	expect(text).toContain('The card holds no training history.');
});

it('tells stored results from live ones', async () => {
	const study = show({ live: 8 });
	expect(card('Xception').textContent).toContain('8 read here, 12 stored');
	await study.run.begin('auto');
	await waitFor(() => expect(card('Xception').textContent).toContain('all 20 knees read here'));
});

it('says why a network failed and fetches it again, without the others reading anew', async () => {
	const failing = ['resnet50'];
	const study = show({ stored: [], failing });
	await study.run.begin('auto');
	const alert = await within(card('ResNet50')).findByRole('alert');
	expect(alert.textContent).toContain('resnet50/weights-1.bin: expected 4,194,304 bytes');
	expect(card('Xception').textContent).toContain('all 20 knees read here');
	const { version } = study.results[0];
	failing.pop();
	await fireEvent.click(screen.getByRole('button', { name: 'Fetch it again' }));
	await waitFor(() => expect(card('ResNet50').textContent).toContain('all 20 knees read here'));
	await waitFor(() => expect(study.run.phase.kind).toBe('done'));
	expect(study.results[0].version).toBe(version);
});

const layers: LayerDetails[] = [
	{
		name: 'image',
		kind: 'input',
		settings: '',
		outputShape: [8, 8, 3],
		parameters: 0,
		weights: []
	},
	{
		name: 'conv',
		kind: 'conv2d',
		settings: '3 × 3, stride 2',
		outputShape: [4, 4, 4],
		parameters: 108,
		weights: [{ name: 'kernel', shape: [3, 3, 3, 4], values: new Float32Array(108).fill(0.5) }]
	},
	{
		name: 'head',
		kind: 'dense',
		settings: 'softmax',
		outputShape: [5],
		parameters: 25,
		weights: [
			{ name: 'kernel', shape: [4, 5], values: new Float32Array(20) },
			{ name: 'bias', shape: [5], values: Float32Array.of(-2, 0, 0, 0, 1) }
		]
	}
];

it('fetches layers and weights only when asked, and moves through them by keyboard', async () => {
	vi.mocked(loadModelDetails).mockResolvedValue(layers);
	show();
	expect(loadModelDetails).not.toHaveBeenCalled();
	await fireEvent.click(screen.getByRole('button', { name: 'Layers and weights of Xception' }));
	const dialog = await screen.findByRole('dialog', { name: 'Layers and weights of Xception' });
	expect(await within(dialog).findByText('3 layers, 2 with weights, 133 parameters')).toBeTruthy();
	const conv = within(dialog).getByRole('button', { name: 'conv' });
	expect(conv.getAttribute('aria-pressed')).toBe('true');
	expect(conv.closest('tr')!.textContent).toContain('Conv2D 3 × 3, stride 2');
	await fireEvent.keyDown(conv, { key: 'ArrowDown' });
	expect(within(dialog).getByRole('heading', { name: 'head' })).toBeTruthy();
	await fireEvent.click(within(dialog).getByRole('radio', { name: 'bias' }));
	expect(
		within(dialog).getByRole('img', { name: /^head, bias: 5 weights from −2\.000 to 1\.000/ })
	).toBeTruthy();
});

it('says why the layers could not be read, and tries again', async () => {
	vi.mocked(loadModelDetails).mockRejectedValueOnce(
		new Error('resnet50/model.json: expected 5 bytes')
	);
	vi.mocked(loadModelDetails).mockResolvedValueOnce(layers);
	show();
	await fireEvent.click(screen.getByRole('button', { name: 'Layers and weights of ResNet50' }));
	expect(await screen.findByText('resnet50/model.json: expected 5 bytes')).toBeTruthy();
	await fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
	expect(await screen.findByText('3 layers, 2 with weights, 133 parameters')).toBeTruthy();
});

it('lists every point of the training histories as a table', async () => {
	show();
	await fireEvent.click(screen.getByRole('button', { name: 'As table' }));
	const table = await screen.findByRole('table', { name: 'Training histories' });
	expect(within(table).getAllByRole('row')).toHaveLength(1 + 3 * 7);
});
