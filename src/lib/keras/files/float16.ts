/** IEEE 754 half precision as bits; ties go to even, what is too large becomes infinite. */
export function toFloat16Bits(value: number): number {
	float[0] = value;
	const sign = (bits[0] >>> 16) & 0x8000;
	const magnitude = Math.abs(float[0]);
	if (Number.isNaN(magnitude)) return 0x7e00;
	if (magnitude >= 65520) return sign | 0x7c00;
	if (magnitude < 2 ** -14) return sign | roundHalfEven(magnitude * 2 ** 24);
	const exponent = ((bits[0] >>> 23) & 0xff) - 127;
	return sign | (((exponent + 14) << 10) + roundHalfEven((magnitude / 2 ** exponent) * 1024));
}

/** The number that half-precision bits stand for. */
export function fromFloat16Bits(half: number): number {
	const sign = half & 0x8000 ? -1 : 1;
	const exponent = (half >>> 10) & 0x1f;
	const fraction = half & 0x3ff;
	if (exponent === 0) return sign * fraction * 2 ** -24;
	if (exponent === 31) return fraction ? NaN : sign * Infinity;
	return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

function roundHalfEven(value: number): number {
	const floor = Math.floor(value);
	const rest = value - floor;
	if (rest !== 0.5) return Math.round(value);
	return floor % 2 === 0 ? floor : floor + 1;
}
