import { interpolateCividis, interpolateInferno, rgb } from 'd3';
import { HEAT_STRENGTH, type HeatColours } from './heat-colours.ts';
import type { Rgb } from '#lib/charts/colour/oklab.ts';

/** Colours that lie over the film. */
type LaidColours = Exclude<HeatColours, 'line'>;

/** Heat below this share of the peak leaves the film bare. */
const FLOOR = 0.12;

/** The colour of heat 0-1, channels 0-255. The low end of a map, which would only darken film, is left out. */
export function heatColour(heat: number, colours: LaidColours): Rgb {
	const t = Math.min(0.98, 0.12 + 0.86 * clamp(heat));
	if (colours === 'jet') return jet(t);
	const { r, g, b } = rgb(colours === 'inferno' ? interpolateInferno(t) : interpolateCividis(t));
	return [r, g, b];
}

/** How much heat 0-1 covers the film, 0 to `strength`. */
export function heatCover(heat: number, strength: number = HEAT_STRENGTH): number {
	return strength * clamp((heat - FLOOR) / (1 - FLOOR));
}

/**
 * One pixel of film under heat: zero heat leaves bare film, and bone shows through the peak, because part of
 * the colour is multiplied by the film.
 *
 * @param film grey 0-255
 * @param heat 0-1
 * @returns channels 0-255, not rounded
 */
export function blendHeat(
	film: number,
	heat: number,
	colours: LaidColours,
	strength: number = HEAT_STRENGTH
): Rgb {
	const cover = heatCover(heat, strength);
	const blend = (channel: number) =>
		Math.min(
			255,
			0.86 * film * (1 - cover) + cover * (0.62 * channel + (0.38 * channel * film) / 150)
		);
	const [r, g, b] = heatColour(heat, colours);
	return [blend(r), blend(g), blend(b)];
}

/**
 * Film under heat as RGBA pixels.
 *
 * @param film grey 0-255, `[height * width]`
 * @param heat 0-1, as many values as film
 * @throws RangeError when film and heat differ in size
 */
export function paintHeat(
	film: ArrayLike<number>,
	heat: ArrayLike<number>,
	colours: LaidColours,
	strength: number = HEAT_STRENGTH
): Uint8ClampedArray<ArrayBuffer> {
	if (heat.length !== film.length) {
		throw new RangeError(`Heat of ${heat.length} values does not fit an image of ${film.length}.`);
	}
	const out = new Uint8ClampedArray(4 * film.length);
	const table = blendTable(colours, strength);
	for (let i = 0, o = 0; i < film.length; i++, o += 4) {
		const grey = film[i];
		const t = 6 * Math.round(255 * clamp(heat[i]));
		out[o] = table[t] + grey * table[t + 1];
		out[o + 1] = table[t + 2] + grey * table[t + 3];
		out[o + 2] = table[t + 4] + grey * table[t + 5];
		out[o + 3] = 255;
	}
	return out;
}

/** The blend is linear in the film: offset and slope of each channel for 256 levels of heat. */
function blendTable(colours: LaidColours, strength: number): Float32Array {
	const table = new Float32Array(256 * 6);
	for (let level = 0; level < 256; level++) {
		const cover = heatCover(level / 255, strength);
		heatColour(level / 255, colours).forEach((channel, c) => {
			table[6 * level + 2 * c] = cover * 0.62 * channel;
			table[6 * level + 2 * c + 1] = 0.86 * (1 - cover) + (cover * 0.38 * channel) / 150;
		});
	}
	return table;
}

/** A CSS gradient of the blend over mid-grey film, none to peak, for legends. */
export function heatGradient(
	direction: 'to right' | 'to top',
	colours: LaidColours,
	strength: number = HEAT_STRENGTH
): string {
	const stops = Array.from({ length: 25 }, (_, i) => {
		const channels = blendHeat(128, i / 24, colours, strength).map(Math.round);
		return `rgb(${channels.join(' ')})`;
	});
	return `linear-gradient(${direction},${stops.join(',')})`;
}

/** MATLAB's jet: four linear ramps from dark blue over cyan and yellow to dark red. */
function jet(t: number): Rgb {
	const ramp = (centre: number) => 255 * clamp(1.5 - Math.abs(4 * t - centre));
	return [ramp(3), ramp(2), ramp(1)];
}

function clamp(value: number): number {
	return Math.min(1, Math.max(0, value));
}
