import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { ModelCard } from '#lib/core/records/model-card.ts';
import { loadModelCard, loadModelIndex, modelFingerprint } from '#lib/data/models/load-models.ts';
import { loadKnees, loadTestSetManifest } from '#lib/data/sources/load-test-set.ts';
import {
	loadStoredMaps,
	loadStoredProbabilities,
	loadStudyManifest,
	studyCount
} from '#lib/data/sources/stored-study.ts';
import { confusionMatrix } from '#lib/core/metrics/confusion.ts';
import { argmaxRows } from '#lib/core/scores/predictions.ts';
import { EngineReader } from '#lib/runtime/reader/reader.ts';
import { FileStore } from '#lib/data/files/file-store.ts';

const filesBelow = (folder: string) =>
	new FileStore(async (path) => new Uint8Array(await readFile(`${folder}/${path}`)));
const testsetFiles = filesBelow('static/testset');
const modelFiles = filesBelow('static/models');
const studyFiles = filesBelow('static/study');

const manifest = await loadTestSetManifest(testsetFiles);
const knees = await loadKnees(testsetFiles, manifest);
const study = await loadStudyManifest(studyFiles);
const n = studyCount(study);
const { models } = await loadModelIndex(modelFiles);
const cards = await Promise.all(models.map((name) => loadModelCard(modelFiles, name)));
const storedOf = (name: string) => study.models.find((model) => model.name === name)!;

/** The first stored row of the test split. */
const firstTest = study.splits[0].split === 'test' ? 0 : study.splits[0].count;
const testKnees = knees.filter(({ split }) => split === 'test');

it('is of the embedded test set and the embedded networks', async () => {
	expect(study.testset).toBe(manifest.fingerprint);
	for (const card of cards) {
		expect(storedOf(card.name).fingerprint).toBe(await modelFingerprint(card));
	}
});

it('has networks small enough to serve', () => {
	const files = cards.flatMap(({ weights }) => weights.files);
	expect(files.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(30_000_000);
	for (const card of cards) {
		for (const { file, bytes } of card.weights.files) {
			expect(readFileSync(`static/models/${card.name}/${file}`).length).toBe(bytes);
		}
	}
});

describe.each(cards)('$title', (card: ModelCard) => {
	it('stores what the engine reads', async () => {
		const stored = storedOf(card.name);
		const probabilities = await loadStoredProbabilities(studyFiles, stored, n, 5);
		const { values: maps } = await loadStoredMaps(studyFiles, stored, n, 5);
		const reader = new EngineReader({
			files: new FileStore((path) => readFile(new URL(path)).then((bytes) => new Uint8Array(bytes)))
		});
		await reader.start('wasm');
		const base = new URL(`file://${process.cwd()}/static/`);
		const ready = await reader.load(card, new URL(`models/${card.name}/`, base).href, () => {});
		const shards = manifest.splits.flatMap(({ split, shards }) =>
			shards.map((shard) => ({
				...shard,
				split,
				file: new URL(`testset/${shard.file}`, base).href
			}))
		);
		const wanted = testKnees.slice(0, 6);
		const cells = ready.grid.rows * ready.grid.columns;
		let compared = 0;
		await reader.run(
			{ models: [card.name], knees: wanted, shards, explain: 'grad-cam' },
			({ rows, readings, maps: live }) => {
				rows.forEach((row, i) => {
					for (let grade = 0; grade < 5; grade++) {
						const at = (firstTest + row) * 5 + grade;
						expect(readings.probabilities[i * 5 + grade]).toBeCloseTo(probabilities[at], 5);
						for (let cell = 0; cell < cells; cell++) {
							const value = live!.values[(i * 5 + grade) * cells + cell];
							expect(Math.abs(value - maps[at * cells + cell])).toBeLessThan(0.5 / 255 + 1e-4);
						}
					}
					compared++;
				});
			},
			() => {}
		);
		await reader.dispose();
		expect(compared).toBe(wanted.length);
	});

	it('reads the test split nearly as the recipe measured before the weights were rounded', async () => {
		const all = await loadStoredProbabilities(studyFiles, storedOf(card.name), n, 5);
		const test = all.subarray(firstTest * 5, (firstTest + testKnees.length) * 5);
		const confusion = confusionMatrix(
			testKnees.map(({ grade }) => grade),
			argmaxRows(test, 5),
			5
		);
		const onPhantoms = card.trainingData?.synthetic ? card.metrics : card.phantomMetrics;
		const measured = onPhantoms!.test!.confusion;
		const moved = confusion.flatMap((row, i) =>
			row.map((count, j) => Math.abs(count - measured[i][j]))
		);
		expect(moved.reduce((sum, count) => sum + count, 0) / 2).toBeLessThanOrEqual(3);
	});
});
