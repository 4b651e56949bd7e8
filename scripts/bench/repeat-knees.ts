import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import type {
	FileReference,
	KneeRecord,
	TestSetManifest
} from '../../src/lib/core/records/test-set.ts';
import type { StudyManifest } from '../../src/lib/core/records/study.ts';
import { studyCount } from '../../src/lib/data/sources/stored-study.ts';
import { testSetFingerprint } from '../../src/lib/data/sources/load-test-set.ts';

const BYTES_OF_A_KNEE = 5 * 4;

/**
 * Lets a page see every test knee of a built site `times` times, as knees of other subjects with the same stored
 * probabilities. The images, maps and features of the repeated knees cannot be had.
 */
export async function repeatKnees(page: Page, site: string, times: number): Promise<void> {
	const read = async (path: string) => readFile(`${site}/${path}`);
	const manifest = JSON.parse(String(await read('testset/manifest.json'))) as TestSetManifest;
	const study = JSON.parse(String(await read('study/study.json'))) as StudyManifest;
	const knees = JSON.parse(String(await read('testset/knees.json'))) as KneeRecord[];

	const test = knees.filter(({ split }) => split === 'test');
	const more = Array.from({ length: times - 1 }, (_, round) =>
		test.map((knee) => {
			const subject = `${knee.subject}${round + 1}`;
			return { ...knee, subject, id: `${subject}${knee.side}` };
		})
	).flat();
	const split = manifest.splits.find((one) => one.split === 'test')!;
	const last = split.shards.at(-1)!;
	split.shards.push({ ...last, first: test.length, count: more.length });
	split.gradeCounts = split.gradeCounts.map((count) => count * times);
	split.subjects *= times;
	const list = Buffer.from(JSON.stringify([...knees, ...more]));
	manifest.knees = referenceTo(manifest.knees, list);
	manifest.fingerprint = await testSetFingerprint([...knees, ...more]);

	const unread = studyCount(study) - test.length;
	study.testset = manifest.fingerprint;
	study.splits.find((one) => one.split === 'test')!.count *= times;
	for (const model of study.models) {
		const bytes = await read(`study/${model.probabilities.file}`);
		const ofTest = bytes.subarray(unread * BYTES_OF_A_KNEE);
		const repeated = Buffer.concat([bytes, ...new Array<Buffer>(times - 1).fill(ofTest)]);
		await answer(page, `study/${model.probabilities.file}`, repeated);
		model.probabilities = referenceTo(model.probabilities, repeated);
	}
	await answer(page, 'testset/knees.json', list);
	await answer(page, 'testset/manifest.json', Buffer.from(JSON.stringify(manifest)));
	await answer(page, 'study/study.json', Buffer.from(JSON.stringify(study)));
}

function referenceTo({ file }: FileReference, bytes: Buffer): FileReference {
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	return { file, bytes: bytes.length, sha256 };
}

function answer(page: Page, path: string, body: Buffer) {
	return page.route(`**/${path}`, (route) => route.fulfill({ body }));
}
