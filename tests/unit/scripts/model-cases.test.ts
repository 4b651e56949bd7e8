import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelCard } from '#lib/core/records/model-card.ts';
import { decodeKneePng } from '#lib/data/images/grey-png.ts';
import { EngineReader } from '#lib/runtime/reader/reader.ts';
import { folderUrl, nodeFiles } from '../../../scripts/node-files.ts';
import { contentOf } from './output/folder-content.ts';
import { model } from './run-model.ts';
import { FileStore } from '#lib/data/files/file-store.ts';

const cases = 'tests/fixtures/cases';
/** One of every grade. */
const knees = (readdirSync(`${cases}/knees/test`, { recursive: true }) as string[])
	.filter((path) => path.endsWith('.png'))
	.sort()
	.filter((_, i) => i % 3 === 0);

let folder: string;
let out: string;
let pixels: Uint8Array;
const reader = new EngineReader({ files: new FileStore(nodeFiles('.')) });

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'cases-'));
	out = join(folder, 'models');
	const images = knees.map((path) =>
		decodeKneePng(new Uint8Array(readFileSync(`${cases}/knees/test/${path}`)), path)
	);
	pixels = new Uint8Array(images.flatMap((image) => [...image]));
	await reader.start('wasm');
});

afterAll(async () => {
	await reader.dispose();
	rmSync(folder, { recursive: true });
});

/** What Keras answers for the knees, row by row. */
function expected(file: string): number[][] {
	const { probabilities } = JSON.parse(readFileSync(`${cases}/${file}`, 'utf8')) as {
		probabilities: Record<string, number[]>;
	};
	return knees.map((path) => probabilities[basename(path, '.png')]);
}

async function answers(card: ModelCard): Promise<number[]> {
	await reader.load(card, folderUrl(join(out, card.name)), () => {});
	const { readings } = await reader.readImages(card.name, pixels, 'grad-cam');
	return [...readings.probabilities];
}

function worst(values: readonly number[], expected: readonly number[]): number {
	expect(values).toHaveLength(expected.length);
	return Math.max(...values.map((value, i) => Math.abs(value - expected[i])));
}

const convert = async (name: string, file: string, ...args: string[]) => {
	const { status, stderr, stdout } = await model(out, `${cases}/${file}`, '--name', name, ...args);
	expect([status, stderr]).toEqual([0, '']);
	const text = readFileSync(join(out, name, 'card.json'), 'utf8');
	return { card: JSON.parse(text) as ModelCard, stdout };
};

const scaled = 'the network scales its input itself';

describe('a file that is read as Keras reads it', () => {
	it.each([
		['augmentation_layers_in_functional/functional_aug.keras', [], scaled],
		[
			'class_order_in_metadata/knee.h5',
			[],
			'into the order of the classes: Healthy, Doubtful, Min'
		],
		['flatten_head/flatten.keras', ['tf'], ''],
		['float16_weights/half.h5', ['tf'], ''],
		['gap_keepdims_flatten/keepdims.keras', ['tf'], ''],
		['global_max_pooling_head/gmp.keras', ['tf'], ''],
		['grey_100_pixels/grey100.keras', ['0-1'], ''],
		['grouped_convolution/groups.keras', ['tf'], ''],
		['hidden_dense_head/mobilenet_finetuned.h5', ['tf'], ''],
		['identity_layer/identity.keras', ['tf'], ''],
		['keras2_layout/tfoplambda_preprocess.h5', [], scaled],
		['normalization_layer/normalization.keras', [], scaled],
		['own_xception_beside_shipped/model_Xception_ft.keras', [], 'as keras.applications does'],
		['preprocess_input_inside/tutorial.keras', [], scaled],
		['rescaling_behind_augmentation_xception/guide.keras', [], scaled],
		['sequential_without_input_size/open_size.keras', ['tf'], ''],
		['sigmoid_five/sigmoid5.keras', ['tf'], ''],
		['trained_on_rescale_1_255/rescale255.h5', ['scale=1/255'], '']
	])('%s', async (file, preprocess, said) => {
		const [kind] = file.split('/');
		const reference = file.includes('tfoplambda')
			? 'keras2_layout/tfoplambda_preprocess.expected.json'
			: `${kind}/expected.json`;
		const rows = expected(reference);
		// The notebook's scores sum to 1: sigmoids are divided by their sum.
		const sums = rows.map((row) => row.reduce((sum, value) => sum + value, 0));
		const right = rows.flatMap((row, i) =>
			kind === 'sigmoid_five' ? row.map((value) => value / sums[i]) : row
		);
		const options = preprocess.flatMap((mode) => ['--preprocess', mode]);
		const whole = await convert('whole', file, '--dtype', 'float32', ...options);
		expect(whole.stdout).toContain(said);
		// Keras computes in half precision where weights are of it.
		const most = kind === 'float16_weights' ? 2e-3 : 1e-4;
		expect(worst(await answers(whole.card), right)).toBeLessThan(most);
		const rounded = await convert('rounded', file, ...options);
		expect(worst(await answers(rounded.card), right)).toBeLessThan(2e-3);
	});
});

describe('a file that cannot be read', () => {
	it.each([
		['quantised_int8_head/int8.keras', /layer "dense" \(Dense\) .* quantised \(int8\); save the/],
		['git_lfs_pointer/vgg16_final.h5', /this is a Git LFS pointer.* run "git lfs pull"/],
		['keras2_layout/keras1.h5', /written by Keras 1 .* open it with Keras 2 and save it again/],
		['keras2_layout/ensemble_mean.h5', /"lambda" \(Lambda\).* never run; .*save each of them/],
		['grey_100_pixels/grey100.keras', /with 1 channels, but the preprocessing "caffe" is for im/]
	])('%s is refused before anything is replaced', async (file, reason) => {
		await convert('kept', 'identity_layer/identity.keras', '--preprocess', 'tf');
		const before = contentOf(out);
		const refused = await model(out, `${cases}/${file}`, '--name', 'kept', '--preprocess', 'caffe');
		expect(refused).toMatchObject({ status: 1, stdout: '' });
		expect(refused.stderr.startsWith(`${cases}/${file}: `)).toBe(true);
		expect(refused.stderr).toMatch(reason);
		expect(contentOf(out)).toEqual(before);
	});
});
