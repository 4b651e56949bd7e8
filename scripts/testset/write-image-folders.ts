import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findingsOf, FINDINGS } from './findings.ts';
import type { PackSource } from './pack.ts';
import { encodeKneePng } from './png-encoder.ts';

/**
 * Writes all splits as `{train,val,test}/{0..4}/<subject><L|R>.png`, the drawn signs of each in
 * `findings.json`, and a file READY when all are there.
 */
export async function writeImageFolders(
	source: PackSource,
	folder: string,
	onKnee: (done: number) => void
): Promise<void> {
	let done = 0;
	for (const { split, knees } of source.splits) {
		for (let grade = 0; grade < 5; grade++) {
			await mkdir(join(folder, split, String(grade)), { recursive: true });
		}
		const signs: Record<string, number[]> = {};
		for (const knee of knees) {
			const { pixels, truth } = await knee.read();
			if (truth) signs[knee.id] = findingsOf(truth);
			await writeFile(
				join(folder, split, String(knee.grade), `${knee.id}.png`),
				encodeKneePng(pixels)
			);
			onKnee(++done);
		}
		if (Object.keys(signs).length > 0) {
			const findings = JSON.stringify({ findings: FINDINGS, knees: signs });
			await writeFile(join(folder, split, 'findings.json'), findings);
		}
	}
	const { name, generator } = source;
	await writeFile(join(folder, 'READY'), `${JSON.stringify({ name, generator, images: done })}\n`);
}
