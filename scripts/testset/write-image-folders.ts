import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileReference } from '../../src/lib/core/records/test-set.ts';
import { describeFile } from '../../src/lib/data/files/file-reference.ts';
import { writeFile } from '../output/write-file.ts';
import { findingsOf, FINDINGS } from './findings.ts';
import type { PackSource } from './pack.ts';
import { encodeKneePng } from './png-encoder.ts';

/**
 * Writes all splits as `{train,val,test}/{0..4}/<subject><L|R>.png`, the drawn signs of each in
 * `findings.json`, and when all are there a file READY that lists them.
 */
export async function writeImageFolders(
	source: PackSource,
	folder: string,
	onKnee: (done: number) => void
): Promise<void> {
	const files: FileReference[] = [];
	const write = async (path: string, bytes: Uint8Array) => {
		await writeFile(join(folder, path), bytes);
		files.push(await describeFile(path, bytes));
	};
	let done = 0;
	for (const { split, knees } of source.splits) {
		for (let grade = 0; grade < 5; grade++) {
			await mkdir(join(folder, split, String(grade)), { recursive: true });
		}
		const signs: Record<string, number[]> = {};
		for (const knee of knees) {
			const { pixels, truth } = await knee.read();
			if (truth) signs[knee.id] = findingsOf(truth);
			await write(`${split}/${knee.grade}/${knee.id}.png`, encodeKneePng(pixels));
			onKnee(++done);
		}
		if (Object.keys(signs).length > 0) {
			const findings = JSON.stringify({ findings: FINDINGS, knees: signs });
			await write(`${split}/findings.json`, new TextEncoder().encode(findings));
		}
	}
	const { name, generator } = source;
	const ready = { name, generator, images: done, format: 'kneelens-image-folders', files };
	await writeFile(join(folder, 'READY'), `${JSON.stringify(ready)}\n`);
}
