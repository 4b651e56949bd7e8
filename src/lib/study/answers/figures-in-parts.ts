import type { Compute } from '#lib/runtime/compute/computations.ts';
import {
	FIGURES_PARTS,
	joinedFigures,
	type Figures,
	type FiguresInput,
	type FiguresOfPart
} from '#lib/runtime/compute/figures.ts';

export { FIGURES_PARTS } from '#lib/runtime/compute/figures.ts';

/** Somebody left off what was being computed. */
export class Stopped extends Error {
	override name = 'Stopped';

	constructor() {
		super('This was stopped before it was done.');
	}
}

/**
 * All figures, asked of the worker part by part so that it can answer others in between.
 *
 * @param onProgress how many of so many parts are known
 * @throws Stopped once the signal is aborted
 */
export async function figuresInParts(
	compute: Compute,
	input: FiguresInput,
	onProgress: (done: number, of: number) => void = () => {},
	signal?: AbortSignal
): Promise<Figures> {
	const parts: FiguresOfPart[] = [];
	for (const part of FIGURES_PARTS) {
		onProgress(parts.length, FIGURES_PARTS.length);
		parts.push(await compute.figuresPartOf(input, part));
		if (signal?.aborted) throw new Stopped();
	}
	return joinedFigures(parts);
}
