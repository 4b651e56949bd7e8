import { bump, clamp } from '#lib/phantom/deterministic-math.ts';
import { SIZE, type SoftTissue } from '#lib/phantom/spec.ts';
import type { Frame } from './frame.ts';
import { renderCloud } from './texture.ts';

/** Attenuation of skin, fat and muscle at every pixel; the middle of the joint is about 1.5 (a condyle adds 1). */
export function projectSoftTissue(frame: Frame, tissue: SoftTissue): Float32Array {
	const { medial, lateral, fat, thighSpread, calfBulge, pad, padY, medialGradient } = tissue;
	const clouds = renderCloud(tissue.clouds);
	const field = new Float32Array(SIZE * SIZE);
	const { x: xs, y: ys } = frame.grid();
	for (let at = 0; at < field.length; at++) {
		const x = xs[at];
		const y = ys[at];
		const spread = y < 0 ? -thighSpread * y : calfBulge * clamp(y / 45, 0, 1);
		const skin = (x > 0 ? medial : lateral) + spread;
		const u = x / skin;
		const w = x / (skin - fat);
		const cylinder = u * u < 1 ? Math.sqrt(1 - u * u) : 0;
		const muscle = w * w < 1 ? Math.sqrt(1 - w * w) : 0;
		const dx = (x + 2) / 44;
		const dy = (y - padY) / 46;
		const anterior = pad * bump(Math.min(1, Math.sqrt(dx * dx + dy * dy)));
		field[at] =
			(0.95 * cylinder + 0.55 * muscle + anterior) *
			(1 - medialGradient * x - 0.001 * y + 0.025 * clouds[at]);
	}
	return field;
}
