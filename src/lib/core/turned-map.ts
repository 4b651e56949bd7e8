/**
 * A map turned about its middle so that `values` rise to the right as well as a straight line can tell. Turning
 * changes no distance.
 *
 * @param positions `[points, 2]`, y upwards
 * @param values `[points]`
 * @returns `[points, 2]` about (0, 0); not turned where the values rise in no direction
 */
export function turnedMap(positions: Float32Array, values: ArrayLike<number>): Float32Array {
	const points = values.length;
	const x = centred(Array.from({ length: points }, (_, i) => positions[2 * i]));
	const y = centred(Array.from({ length: points }, (_, i) => positions[2 * i + 1]));
	const v = centred(Array.from(values));
	const [xx, xy, yy, xv, yv] = [dot(x, x), dot(x, y), dot(y, y), dot(x, v), dot(y, v)];
	const [right, up] = [yy * xv - xy * yv, xx * yv - xy * xv];
	const steepness = Math.hypot(right, up);
	const [cos, sin] = steepness > 0 ? [right / steepness, up / steepness] : [1, 0];
	return Float32Array.from({ length: 2 * points }, (_, i) => {
		const point = i >> 1;
		return i % 2 === 0 ? cos * x[point] + sin * y[point] : cos * y[point] - sin * x[point];
	});
}

function centred(values: readonly number[]): number[] {
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	return values.map((value) => value - mean);
}

function dot(a: readonly number[], b: readonly number[]): number {
	return a.reduce((sum, value, i) => sum + value * b[i], 0);
}
