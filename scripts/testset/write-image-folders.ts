import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackSource } from './pack.ts';
import { encodeKneePng } from './png-encoder.ts';

/** Writes all splits as `{train,val,test}/{0..4}/<subject><L|R>.png`, and a file READY when all are there. */
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
		for (const knee of knees) {
			const { pixels } = await knee.read();
			await writeFile(
				join(folder, split, String(knee.grade), `${knee.id}.png`),
				encodeKneePng(pixels)
			);
			onKnee(++done);
		}
	}
	const { name, generator } = source;
	await writeFile(join(folder, 'READY'), `${JSON.stringify({ name, generator, images: done })}\n`);
}
