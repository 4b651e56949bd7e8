import { readFileSync } from 'node:fs';
import { decodeKneePng } from '#lib/data/images/grey-png.ts';

/** All are optional; `training/tests/exposure_drawings.py` says what each does and draws the same images. */
export interface ExposureDrawing {
	file?: string;
	base?: number;
	rows?: number;
	columns?: number;
	centre?: number;
	sides?: number;
	noise?: number;
	seed?: number;
	first?: [count: number, grey: number];
	last?: [count: number, grey: number];
	pixels?: [row: number, column: number, grey: number][];
	turned?: boolean;
}

const SIDE = 224;
/** Side of the central region, and where it begins. */
const REGION = 160;
const REGION_START = 32;

/** A test image, `[224, 224]`. */
export function drawExposure(drawing: ExposureDrawing): Uint8Array {
	const { base = 0, rows = 0, columns = 0, centre = 0, sides = 0, seed = 0, turned } = drawing;
	const file = drawing.file === undefined ? null : decodeKneePng(readFileSync(drawing.file), '');
	const image = Uint8ClampedArray.from({ length: SIDE * SIDE }, (_, i) => {
		const row = Math.floor(i / SIDE);
		const column = i % SIDE;
		let grey = file ? file[i] : base;
		grey += (row * rows + column * columns) >> 8;
		if (column >= 72 && column < 152) grey += centre;
		if (column < 16 || column >= 208) grey += sides;
		if (drawing.noise !== undefined) grey += noise(i, seed) % (drawing.noise + 1);
		return grey;
	});
	const fill = (from: number, count: number, grey: number) => {
		for (let i = from; i < from + count; i++) {
			const row = REGION_START + Math.floor(i / REGION);
			image[row * SIDE + REGION_START + (i % REGION)] = grey;
		}
	};
	if (drawing.first) fill(0, ...drawing.first);
	if (drawing.last) fill(REGION * REGION - drawing.last[0], ...drawing.last);
	for (const [row, column, grey] of drawing.pixels ?? []) image[row * SIDE + column] = grey;
	return Uint8Array.from(image, (grey) => (turned ? 255 - grey : grey));
}

function noise(place: number, seed: number): number {
	let bits = (place + (seed << 16)) >>> 0;
	bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
	bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
	return (bits ^ (bits >>> 16)) >>> 16;
}
