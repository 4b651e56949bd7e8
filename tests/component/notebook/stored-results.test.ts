import { describe, expect, it, vi } from 'vitest';
import { beginStudy } from '#lib/study/begin-study.ts';
import { StoredResults } from '#lib/study/readings/stored-results.svelte.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { fakeStudy } from '../cells/fake-study.ts';
import { Server, storedFiles } from './served-study.ts';

/** A study whose stored results are served. */
async function served(): Promise<{ study: Study; server: Server }> {
	const options = { stored: [], test: 6, val: 4 };
	const server = new Server(await storedFiles(fakeStudy(options)));
	const study = fakeStudy({ ...options, storedFiles: server.store });
	return { study, server };
}

const shownOf = ({ stored }: Study) => stored.shown.map(({ name }) => name);

describe('stored results', () => {
	it('are shown with their maps, and nothing is missing', async () => {
		const { study } = await served();
		await study.stored.fetch();
		expect(shownOf(study)).toEqual(['xception', 'resnet50', 'inception_resnet_v2']);
		expect(study.stored.missing).toEqual([]);
		expect(study.stored.reason).toBe('');
		for (const results of study.results) {
			expect([...results.probabilities(0)!]).toEqual([0, 1, 0, 0, 0]);
			expect([...results.explanations.map(0, 3)!.values]).toEqual([1]);
			expect(study.stored.reasonFor(results.name, 'maps')).toBe('');
		}
	});

	it('of one network can fail; the others are shown, and trying again fetches only what is missing', async () => {
		const { study, server } = await served();
		server.fail('resnet50-probabilities.bin');
		await study.stored.fetch();
		expect(shownOf(study)).toEqual(['xception', 'inception_resnet_v2']);
		expect(study.stored.reason).toBe('');
		expect(study.stored.missing).toMatchObject([
			{
				what: 'Stored results of ResNet50',
				error: { message: 'resnet50-probabilities.bin: no data have arrived for 20 seconds.' }
			}
		]);
		expect(study.stored.reasonFor('resnet50', 'probabilities')).toBe(
			'Its stored results could not be fetched: resnet50-probabilities.bin: no data have arrived for 20 seconds.'
		);
		server.release('resnet50-probabilities.bin');
		server.asked.length = 0;
		await study.stored.fetch();
		expect(server.asked).toEqual(['study.json', 'resnet50-probabilities.bin', 'resnet50-maps.bin']);
		expect(study.stored.missing).toEqual([]);
		expect(study.results[1].explanations.map(0, 3)).not.toBeNull();
	});

	it('say which maps do not come', async () => {
		const { study, server } = await served();
		const stall = server.hang('xception-maps.bin');
		const fetching = study.stored.fetch();
		await vi.waitFor(() => expect(study.results[2].explanations.map(0, 0)).not.toBeNull());
		expect(study.stored.reasonFor('xception', 'maps')).toBe(
			'Its stored heat maps have not arrived yet.'
		);
		stall();
		await fetching;
		expect(study.stored.missing.map(({ what }) => what)).toEqual(['Stored heat maps of Xception']);
		expect(study.stored.reasonFor('xception', 'maps')).toMatch(/xception-maps\.bin: no data have/);
		expect(shownOf(study)).toHaveLength(3);
	});

	it('are absent with the reason where study.json cannot be had, until it can', async () => {
		const { study, server } = await served();
		server.fail('study.json');
		await study.stored.fetch();
		expect(shownOf(study)).toEqual([]);
		expect(study.stored.reason).toMatch(
			/^They could not be fetched: study\.json: no data have arrived/
		);
		expect(study.stored.missing.map(({ what }) => what)).toEqual(['Stored results']);
		server.release('study.json');
		await study.stored.fetch();
		expect(shownOf(study)).toHaveLength(3);
		expect(study.stored.missing).toEqual([]);
	});

	const OTHER_SET = 'The stored results belong to another test set.';
	const OTHER_IMAGES = 'The stored results were computed from images prepared differently.';

	it.each([
		['another test set', { testset: 'e'.repeat(64) }, {}, OTHER_SET],
		[
			'other weights',
			{},
			{ fingerprint: 'e'.repeat(64) },
			'The stored results belong to other weights of this network.'
		],
		['another exposure', {}, { exposure: 'standardised' }, OTHER_IMAGES],
		['another preprocessing', {}, { preprocessing: 'caffe' }, OTHER_IMAGES]
	])('of %s are never shown, and the study says why', async (_, ofAll, ofOne, reason) => {
		const { study } = await served();
		const files = await storedFiles(study);
		const manifest = JSON.parse(new TextDecoder().decode(files.get('study.json')));
		Object.assign(manifest, ofAll);
		Object.assign(manifest.models[2], ofOne);
		files.set('study.json', new TextEncoder().encode(JSON.stringify(manifest)));
		const server = new Server(files);
		const other = new StoredResults(study.table, study.results, server.store);
		await other.fetch();
		const last = study.results[2];
		expect(other.reasonFor(last.name, 'probabilities')).toBe(reason);
		expect(last.hasStored).toBe(false);
		expect(last.probabilities(0)).toBeNull();
		expect(server.asked.filter((file) => file.startsWith(last.name))).toEqual([]);
		expect(other.missing).toEqual([]);
		const shown = reason === OTHER_SET ? [] : ['xception', 'resnet50'];
		expect(other.shown.map(({ name }) => name)).toEqual(shown);
	});
});

describe('the beginning', () => {
	it('waits for no heat map: with one that hangs, the rest of the page and the run come', async () => {
		const { study, server } = await served();
		server.hang('resnet50-maps.bin');
		const onRest = vi.fn();
		await beginStudy(study, '', onRest);
		expect(onRest).toHaveBeenCalled();
		expect(study.run.phase.kind).toBe('done');
		expect(study.run.readLive).toBe(6);
	});

	it('lets the rest of the page come while study.json hangs, and the run once that has failed', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		try {
			const { study, server } = await served();
			const stall = server.hang('study.json');
			const onRest = vi.fn();
			void beginStudy(study, '', onRest);
			await vi.advanceTimersByTimeAsync(4900);
			expect(onRest).not.toHaveBeenCalled();
			await vi.advanceTimersByTimeAsync(200);
			expect(onRest).toHaveBeenCalled();
			expect(study.run.phase.kind).toBe('idle');
			stall();
			await vi.advanceTimersByTimeAsync(1000);
			expect(study.run.phase.kind).toBe('done');
		} finally {
			vi.useRealTimers();
		}
	});
});
