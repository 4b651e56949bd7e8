import type { SampleRange } from './sample-range.ts';

/** What it took to make grey of a picture. */
export interface GreyConversion {
	/** The largest difference between red, green and blue of a pixel, in levels of 0-255. */
	colour: number;
	/** Whether pixels are transparent; they count as seen before black. */
	transparent: boolean;
	/** Of 16-bit pictures that are not read as 0-65535; else null. */
	range: SampleRange | null;
}

/** Channels that differ by no more than this, of 255, are those of a grey picture. */
export const GREY_TOLERANCE = 16;
