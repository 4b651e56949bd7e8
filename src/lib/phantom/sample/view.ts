import type { RandomStream } from '#lib/phantom/random.ts';
import { SIZE, type View } from '#lib/phantom/spec.ts';

/** Where one knee lies in its image; magnification and height are alike in both knees of a subject. */
export function sampleView(shared: RandomStream, own: RandomStream): View {
	return {
		millimetresPerPixel: 0.455 * (1 + shared.normal(0, 0.04) + own.normal(0, 0.02)),
		rotation: own.normal(0, 0.035),
		centre: [SIZE / 2 + own.normal(0, 3.5), 126 + shared.normal(0, 3) + own.normal(0, 4)]
	};
}
