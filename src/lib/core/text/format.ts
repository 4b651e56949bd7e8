/** What stands where a number is not known; never 0, never a dash alone. */
export const UNKNOWN = 'unknown';

const MINUS = '\u2212';

/** Made once: a formatter made again for every number takes most of the time of drawing a matrix. */
const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const TENTHS = new Intl.NumberFormat('en-US', {
	minimumFractionDigits: 1,
	maximumFractionDigits: 1
});

/** A value that may be missing: null, undefined, NaN and infinity are all written as unknown. */
export type Maybe = number | null | undefined;

/** 0.934 -> "0.93", -1.5 -> "−1.50" with a true minus; a number that rounds to 0 has no sign. */
export function formatNumber(value: Maybe, digits = 2): string {
	if (!isKnown(value)) return UNKNOWN;
	return signed(value, digits, '');
}

/** 1390 -> "1,390". */
export function formatCount(count: Maybe): string {
	if (!isKnown(count)) return UNKNOWN;
	return grouped(count, 0);
}

/**
 * A share of 0-1 as percent: 0.745 -> "75%". A share that rounds to 0 or 100 without being it is "<1%" or
 * ">99%" (with one digit "<0.1%", ">99.9%").
 */
export function formatPercent(share: Maybe, digits = 0): string {
	if (!isKnown(share)) return UNKNOWN;
	const percent = (100 * share).toFixed(digits);
	const step = 10 ** -digits;
	if (share > 0 && Number(percent) === 0) return `<${step.toFixed(digits)}%`;
	if (share < 1 && Number(percent) === 100) return `>${(100 - step).toFixed(digits)}%`;
	return `${signed(100 * share, digits, '')}%`;
}

/** A difference of shares in percentage points: 0.031 -> "+3.1 points", -0.008 -> "−0.8 points". */
export function formatPoints(difference: Maybe, digits = 1): string {
	if (!isKnown(difference)) return UNKNOWN;
	const points = signed(100 * difference, digits, '+');
	return `${points} ${/^[+\u2212]1$/.test(points) ? 'point' : 'points'}`;
}

/**
 * An interval: {0.745, 0.826} -> "74.5 to 82.6".
 *
 * @param scale what both ends are multiplied by: 100 for shares, 1 for kappa or grades
 * @param plus write the sign of positive ends too, for differences; an end near 0 then has a digit more
 */
export function formatInterval(
	interval: { lower: Maybe; upper: Maybe } | null | undefined,
	{
		scale = 100,
		digits = 1,
		plus = false
	}: { scale?: number; digits?: number; plus?: boolean } = {}
): string {
	if (!interval || !isKnown(interval.lower) || !isKnown(interval.upper)) return UNKNOWN;
	const end = (value: number) =>
		plus ? fromZero(scale * value, digits) : signed(scale * value, digits, '');
	return `${end(interval.lower)} to ${end(interval.upper)}`;
}

/**
 * A p-value: 0.0123 -> "p = .012", 0.16 -> "p = .16", "p < .001", "p > .99". One just below 0.05 is not rounded up to it.
 *
 * @param name what stands before it, e.g. "adjusted p"
 */
export function formatP(p: Maybe, name = 'p'): string {
	if (!isKnown(p)) return `${name} ${UNKNOWN}`;
	if (p < 0.001) return `${name} < .001`;
	if (p > 0.99) return `${name} > .99`;
	if (p >= 0.0495 && p < 0.05) return `${name} < .05`;
	return `${name} = ${p.toFixed(p < 0.0995 ? 3 : 2).slice(1)}`;
}

/** The ends of an interval of p-values: {0.041, 0.064} -> ".041 to .064". */
export function formatPRange({ lower, upper }: { lower: number; upper: number }): string {
	const end = (p: number) => (p >= 0.9995 ? '1' : p.toFixed(3).slice(1));
	return `${end(lower)} to ${end(upper)}`;
}

/**
 * Whether a difference is not that of the two numbers as they are written beside it: 80.6 minus 80.4 as +0.3.
 *
 * @param scale what all three are multiplied by
 * @param digits they are written with
 */
export function differsByRounding(a: number, b: number, scale: number, digits: number): boolean {
	const unit = 10 ** digits;
	const whole = (value: number) => Math.round(unit * Number((scale * value).toFixed(digits)));
	return whole(a) - whole(b) !== whole(a - b);
}

/** Bytes in decimal units: 2831155 -> "2.8 MB". */
export function formatBytes(bytes: Maybe): string {
	if (!isKnown(bytes)) return UNKNOWN;
	if (bytes < 1000) return `${bytes} B`;
	const units = ['kB', 'MB', 'GB'];
	let value = bytes / 1000;
	let unit = 0;
	while (Number(value.toFixed(1)) >= 1000 && unit < units.length - 1) {
		value /= 1000;
		unit++;
	}
	return `${grouped(value, value < 99.95 ? 1 : 0)} ${units[unit]}`;
}

/** Seconds as a person would say them: "about 50 seconds", "about 4 minutes", "about 2 hours". */
export function formatDuration(seconds: Maybe): string {
	if (!isKnown(seconds)) return UNKNOWN;
	if (seconds < 1) return 'less than a second';
	if (seconds < 9.5) return about(Math.round(seconds), 'second');
	if (seconds < 57.5) return about(5 * Math.round(seconds / 5), 'second');
	if (seconds < 59.5 * 60) return about(Math.round(seconds / 60), 'minute');
	return about(Math.round(seconds / 3600), 'hour');
}

function about(count: number, unit: string): string {
	return `about ${grouped(count, 0)} ${unit}${count === 1 ? '' : 's'}`;
}

/** 0.021 -> "+2.1", in points; with a scale of 1 and 3 digits "+0.021". */
export function formatDifference(
	difference: number,
	{ scale = 100, digits = 1 }: { scale?: number; digits?: number } = {}
): string {
	const text = formatNumber(scale * difference, digits);
	return difference > 0 && Number(text) !== 0 ? `+${text}` : text;
}

/** Signed, with one digit more where it would look like 0: the end of an interval that does not hold 0. */
function fromZero(value: number, digits: number): string {
	const text = signed(value, digits, '+');
	const finer = signed(value, digits + 1, '+');
	return Number(text) === 0 && Number(finer) !== 0 ? finer : text;
}

function signed(value: number, digits: number, plus: '' | '+'): string {
	const size = Math.abs(value).toFixed(digits);
	if (Number(size) === 0) return size;
	return `${value < 0 ? MINUS : plus}${size}`;
}

function grouped(value: number, digits: 0 | 1): string {
	return (digits === 0 ? WHOLE : TENTHS).format(value);
}

function isKnown(value: Maybe): value is number {
	return value !== null && value !== undefined && Number.isFinite(value);
}
