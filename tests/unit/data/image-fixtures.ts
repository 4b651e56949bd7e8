import { existsSync, readFileSync } from 'node:fs';
import { decode } from 'fast-png';

const folder = 'tests/fixtures/images';

export function imageFile(name: string): Uint8Array {
	return new Uint8Array(readFileSync(`${folder}/${name}`));
}

/** The grey values that Pillow read, `[96, 96]`; of files that lose nothing those of the drawn knee. */
export function expectedGrey(name: string): Uint8Array {
	const file = `${folder}/expected/${name}.png`;
	return Uint8Array.from(
		decode(readFileSync(existsSync(file) ? file : `${folder}/grey8.png`)).data
	);
}

/** Largest difference of two pictures, in levels of 0-255. */
export function largestDifference(a: Uint8Array, b: Uint8Array): number {
	return a.reduce((worst, grey, i) => Math.max(worst, Math.abs(grey - b[i])), 0);
}
