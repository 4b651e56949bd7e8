import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { wrongLabelShare } from '#lib/core/checks/label-suspects.ts';
import { loadModelCard } from '#lib/data/models/load-models.ts';
import { loadKnees, loadTestSetManifest } from '#lib/data/sources/load-test-set.ts';
import {
	loadStoredProbabilities,
	loadStudyManifest,
	studyCount
} from '#lib/data/sources/stored-study.ts';
import {
	CALIBRATION_WAYS,
	calibrationInput,
	calibrationPoints,
	certaintyOf,
	type Certainty
} from '#lib/study/readings/certainty-readings.ts';
import { figuresQuestion } from '#lib/study/answers/figure-questions.ts';
import { labelDoubt } from '#lib/study/answers/label-doubt.ts';
import { KneeTable } from '#lib/study/readings/knee-table.ts';
import { exponentsOf, figuresAt, type ExponentFigure } from '#lib/study/systems/share-exponents.ts';
import { studyOf } from '#lib/study/load-study.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { ENSEMBLE } from '#lib/study/systems/systems.svelte.ts';
import { calibrationOf } from '#lib/runtime/compute/certainty.ts';
import type { CalibrationReferences } from '../../unit/core/calibration-reference.ts';
import { computeOnPage } from '../compute-on-page.ts';
import { FileStore } from '#lib/data/files/file-store.ts';

const references = JSON.parse(
	readFileSync('tests/fixtures/statistics/calibration.json', 'utf8')
) as CalibrationReferences;
const NETWORKS = ['xception', 'resnet50', 'inception_resnet_v2'] as const;
const filesBelow = (folder: string) =>
	new FileStore(async (path) => new Uint8Array(await readFile(`${folder}/${path}`)));

/** The notebook with its stored results, as a visitor gets it. */
async function storedStudy(): Promise<Study> {
	const [testset, models, stored] = ['testset', 'models', 'study'].map((folder) =>
		filesBelow(`static/${folder}`)
	);
	const manifest = await loadTestSetManifest(testset);
	const table = new KneeTable(manifest, await loadKnees(testset, manifest));
	const cards = await Promise.all(NETWORKS.map((name) => loadModelCard(models, name)));
	const source = { manifest, knees: table.knees, cards, missing: [], stored };
	const workers = {
		createReader: () => {
			throw new Error('Nothing is read here.');
		},
		compute: computeOnPage(),
		drawKneeMap: () => Promise.reject(new Error('No map is drawn here.'))
	};
	const study = studyOf(source, workers, null);
	const results = await loadStudyManifest(stored);
	const rows = results.splits.flatMap(({ split }) => [...table.rows(split as 'val' | 'test')]);
	for (const [place, name] of NETWORKS.entries()) {
		const model = results.models.find((one) => one.name === name)!;
		const probabilities = await loadStoredProbabilities(stored, model, studyCount(results), 5);
		study.results[place].setStored(rows, probabilities);
	}
	study.systems.scheme = 'mean';
	return study;
}

describe('calibration of the stored study equals scipy and scikit-learn', () => {
	const { shares, systems: expected } = references.study;
	let study: Study;
	let certainty: Certainty;

	beforeAll(async () => {
		study = await storedStudy();
		certainty = certaintyOf(study);
	});

	it('converts to the shares of the validation knees unless others are chosen', () => {
		expect(study.systems.probabilityShares).toBe('val');
		certainty.target!.forEach((share, grade) => expect(share).toBeCloseTo(shares[grade], 12));
	});

	it.each([...NETWORKS, 'mean'] as const)('%s: as read, shares, temperature, both', (name) => {
		const place = [...NETWORKS, 'mean'].indexOf(name);
		const { probabilities, fits, fittedOn } = certainty.systems[place];
		const reference = expected[name];
		expect(fittedOn).toBe(400);
		expect(fits.temperature!.temperature).toBeCloseTo(reference.temperature, 6);
		expect(fits.both!.temperature).toBeCloseTo(reference.sharedTemperature, 6);
		expect([fits.temperature!.before, fits.temperature!.after]).toEqual(
			reference.fits[0].map((loss) => expect.closeTo(loss, 9) as number)
		);
		expect([fits.both!.before, fits.both!.after]).toEqual(
			reference.fits[1].map((loss) => expect.closeTo(loss, 9) as number)
		);
		const ways = {
			asRead: reference.asRead,
			shares: reference.shares,
			temperature: reference.temperatureAlone,
			both: reference.both
		};
		for (const way of CALIBRATION_WAYS) {
			const points = calibrationPoints(certainty.truth, probabilities[way]!, 5);
			for (const [measure, value] of Object.entries(ways[way])) {
				expect(points[measure as keyof typeof points], `${way} ${measure}`).toBeCloseTo(value, 6);
			}
		}
	});

	it('gives Xception the class-wise errors .074, .039, .056 and .022', () => {
		const [{ probabilities }] = certainty.systems;
		const errors = CALIBRATION_WAYS.map((way) =>
			calibrationPoints(certainty.truth, probabilities[way]!, 5).classwiseError!.toFixed(3)
		);
		expect(errors).toEqual(['0.074', '0.039', '0.056', '0.022']);
	});

	it('is that of “Model comparison” too: its figures are of probabilities for the same shares', () => {
		const { ids, input } = figuresQuestion(study)!;
		study.systems.shares = 'as-read';
		const asRead = figuresQuestion(study)!.input;
		study.systems.shares = null;
		expect(input.scores).toEqual(asRead.scores);
		for (const name of [...NETWORKS, 'mean'] as const) {
			const place = ids.indexOf(name === 'mean' ? 'ensemble:mean' : name);
			for (const [{ truth, probabilities }, reference] of [
				[input, expected[name].shares],
				[asRead, expected[name].asRead]
			] as const) {
				const points = calibrationPoints(Array.from(truth), probabilities[place]!, 5);
				for (const [measure, value] of Object.entries(reference)) {
					expect(points[measure as keyof typeof points]).toBeCloseTo(value, 6);
				}
			}
		}
	});

	it('is that of doubtful labels too', () => {
		const doubtsNow = () => {
			const { suspects, ...found } = labelDoubt(study).found;
			return { doubted: suspects.length, share: wrongLabelShare({ suspects, ...found }) };
		};
		const { asRead, shares } = references.study.doubts;
		const converted = doubtsNow();
		study.systems.shares = 'as-read';
		const read = doubtsNow();
		study.systems.shares = null;
		for (const [of, reference] of [
			[converted, shares],
			[read, asRead]
		] as const) {
			expect(of.doubted).toBe(reference.doubted);
			expect(of.share).toBeCloseTo(reference.wrongShare, 12);
		}
	});

	it.each([...NETWORKS, 'mean'] as const)(
		'%s: the exponent of the shares with the highest kappa on val, and what it gives on test',
		async (name) => {
			const { exponent, byExponent } = expected[name];
			const system = study.systems.all.find(
				({ id }) => id === (name === 'mean' ? ENSEMBLE : name)
			)!;
			const [{ fit }] = await exponentsOf(study, [system]);
			expect(fit.exponent).toBe(exponent);
			for (const { exponent, val, test } of byExponent) {
				const onVal = figuresAt(fit, exponent);
				study.systems.rule = { kind: 'prior-adjusted', target: 'val', exponent };
				const { metrics } = study.systems.all[system.index];
				study.systems.rule = { kind: 'argmax' };
				for (const [figure, value] of Object.entries(val)) {
					expect(onVal[figure as ExponentFigure], figure).toBeCloseTo(value, 12);
				}
				for (const [figure, value] of Object.entries(test)) {
					expect(metrics[figure as ExponentFigure], figure).toBeCloseTo(value, 12);
				}
			}
		}
	);

	it('weights knees to the equal grades that the scores are for', () => {
		const calibration = calibrationOf(calibrationInput(certainty));
		[...NETWORKS, 'mean' as const].forEach((name, place) => {
			for (const [measure, value] of Object.entries(expected[name].equalGrades)) {
				const estimate = calibration[place].weighted![measure as 'logLoss'];
				expect(estimate.value, `${name} ${measure}`).toBeCloseTo(value, 6);
			}
		});
	});

	it('leaves scores as they are where it is not known which shares they are for, until that is assumed', () => {
		const unknown = study.results[1].card;
		const { trainingPrior } = unknown;
		delete unknown.trainingPrior;
		study.systems.assumedPrior = 'val';
		study.systems.assumedPrior = null;
		const [first, second, , ensemble] = certaintyOf(study).systems;
		expect(first.probabilities.shares).not.toBeNull();
		expect(second.probabilities.shares).toBeNull();
		expect(second.probabilities.both).toBeNull();
		expect(ensemble.probabilities.shares).toBeNull();
		study.systems.assumedPrior = 'equal';
		const assumed = certaintyOf(study).systems[1].probabilities.shares!;
		expect(assumed).toEqual(certainty.systems[1].probabilities.shares);
		unknown.trainingPrior = trainingPrior;
	});
});
