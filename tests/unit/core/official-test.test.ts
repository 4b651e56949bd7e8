import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { total } from '#lib/core/metrics/confusion.ts';
import { metricsOf } from '#lib/core/metrics/metrics.ts';
import { OFFICIAL_TEST, officialSystems } from '#lib/core/records/official-test.ts';
import { loadModelCard, modelFingerprint } from '#lib/data/models/load-models.ts';
import { FileStore } from '#lib/data/files/file-store.ts';

const { fingerprints } = OFFICIAL_TEST;
const measured = new Map<string, string>(Object.entries(fingerprints));

describe('figures of the official test split', () => {
	it('are of all its radiographs, and the published figures follow from the matrices', () => {
		const systems = officialSystems(measured);
		expect(systems.map(({ id }) => id)).toEqual([
			'xception',
			'resnet50',
			'inception_resnet_v2',
			'mean',
			'accuracy',
			'f1'
		]);
		const balanced = systems.map(({ confusion }) => metricsOf(confusion).balancedAccuracy!);
		expect(balanced.map((value) => value.toFixed(3))).toEqual([
			'0.668',
			'0.658',
			'0.688',
			'0.673',
			'0.673',
			'0.673'
		]);
		const kappa = systems.map(({ confusion }) => metricsOf(confusion).quadraticWeightedKappa!);
		expect(kappa.slice(0, 4).map((value) => value.toFixed(3))).toEqual([
			'0.813',
			'0.799',
			'0.808',
			'0.811'
		]);
		for (const { confusion } of systems) {
			expect(total(confusion)).toBe(OFFICIAL_TEST.knees);
			const rows = confusion.map((row) => row.reduce((sum, count) => sum + count, 0));
			expect(rows).toEqual([639, 296, 447, 223, 51]);
		}
		expect(systems[3].resampled).toEqual({ lower: 0.649, upper: 0.695 });
	});

	it('are of the weights that are shipped', async () => {
		const files = new FileStore(
			async (path: string) => new Uint8Array(await readFile(`static/models/${path}`))
		);
		for (const [name, fingerprint] of measured) {
			expect(await modelFingerprint(await loadModelCard(files, name))).toBe(fingerprint);
		}
	});

	it('are not shown of other weights, nor of ensembles with another network', () => {
		const other = new Map(measured).set('resnet50', '0'.repeat(64));
		expect(officialSystems(other).map(({ id }) => id)).toEqual(['xception', 'inception_resnet_v2']);
		const four = new Map(measured).set('mine', '0'.repeat(64));
		expect(officialSystems(four).map(({ ensemble }) => ensemble)).toEqual([null, null, null]);
		expect(officialSystems(new Map())).toEqual([]);
	});
});
