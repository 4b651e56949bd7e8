import { zipSync } from 'fflate';

/** The first instant a zip file can state; the same images always give the same bytes. */
const zipEpoch = '1980-01-01T00:00:00';

/** A stored zip of PNG files named `<id>.png`, in the order given. */
export function writeShard(images: Iterable<{ id: string; png: Uint8Array }>): Uint8Array {
	const files: Record<string, Uint8Array> = {};
	for (const { id, png } of images) files[`${id}.png`] = png;
	return zipSync(files, { level: 0, mtime: zipEpoch, os: 3 });
}
