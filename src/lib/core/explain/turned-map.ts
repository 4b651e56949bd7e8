/**
 * A map turned about its middle so that its longest axis, the first principal component, lies across and `values` rather
 * rise to the right. Turning changes no distance.
 *
 * @param positions `[points, 2]`, y upwards
 * @param values `[points]`
 * @returns `[points, 2]` about (0, 0)
 */
export function turnedMap(positions: Float32Array, values: ArrayLike<number>): Float32Array {
	const points = values.length;
	const x = centred(Array.from({ length: points }, (_, i) => positions[2 * i]));
	const y = centred(Array.from({ length: points }, (_, i) => positions[2 * i + 1]));
	const v = centred(Array.from(values));
	const angle = Math.atan2(2 * dot(x, y), dot(x, x) - dot(y, y)) / 2;
	const falls = dot(x, v) * Math.cos(angle) + dot(y, v) * Math.sin(angle) < 0;
	const [cos, sin] = [Math.cos(angle), Math.sin(angle)].map((part) => (falls ? -part : part));
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
