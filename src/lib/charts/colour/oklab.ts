/** A colour in OKLab (Ottosson 2020, bottosson.github.io/posts/oklab): lightness 0-1, a and b about -0.4 to 0.4. */
export type Oklab = readonly [number, number, number];

/** Channels 0-255. */
export type Rgb = readonly [number, number, number];

/** `#rrggbb` to channels 0-255. */
export function parseHex(hex: string): Rgb {
	if (!/^#[0-9a-f]{6}$/i.test(hex)) throw new RangeError(`"${hex}" is not a colour like #1d3344.`);
	const value = Number.parseInt(hex.slice(1), 16);
	return [value >> 16, (value >> 8) & 255, value & 255];
}

/** Channels 0-255, rounded and held in range, to `#rrggbb`. */
function formatHex(rgb: Rgb): string {
	return `#${rgb.map((channel) => byte(channel).toString(16).padStart(2, '0')).join('')}`;
}

export function toOklab(rgb: Rgb): Oklab {
	const [r, g, b] = rgb.map(linear);
	const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
	const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
	const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
	return [
		0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
		1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
		0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
	];
}

export function fromOklab([lightness, a, b]: Oklab): Rgb {
	const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
	const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
	const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
	return [
		encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
		encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
		encoded(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
	];
}

/** The colour a share 0-1 of the way from one to the other, on a straight line in OKLab. */
export function mixOklab(from: string, to: string, share: number): string {
	const start = toOklab(parseHex(from));
	const end = toOklab(parseHex(to));
	const t = Math.min(1, Math.max(0, share));
	const at = (i: 0 | 1 | 2) => start[i] + (end[i] - start[i]) * t;
	return formatHex(fromOklab([at(0), at(1), at(2)]));
}

/** Contrast ratio of two colours, 1-21 (WCAG 2.2, "contrast ratio"). */
export function contrast(first: string, second: string): number {
	const [darker, lighter] = [luminance(first), luminance(second)].sort((a, b) => a - b);
	return (lighter + 0.05) / (darker + 0.05);
}

/** Pure black or white, whichever reads better on the colour. */
export function textOn(fill: string): '#000000' | '#ffffff' {
	return contrast(fill, '#000000') >= contrast(fill, '#ffffff') ? '#000000' : '#ffffff';
}

function luminance(hex: string): number {
	const [r, g, b] = parseHex(hex).map(linear);
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function linear(channel: number): number {
	const c = channel / 255;
	return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}

function encoded(value: number): number {
	return 255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055);
}

function byte(channel: number): number {
	return Math.min(255, Math.max(0, Math.round(channel)));
}
