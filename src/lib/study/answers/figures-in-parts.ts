import type { Compute } from '#lib/runtime/compute/computations.ts';
import {
	FIGURES_PARTS,
	joinedFigures,
	type Figures,
	type FiguresInput,
	type FiguresPart
} from '#lib/runtime/compute/figures.ts';
import { inParts } from './in-parts.ts';

export { FIGURES_PARTS } from '#lib/runtime/compute/figures.ts';

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
	const ask = (part: FiguresPart) => compute.figuresPartOf(input, part);
	return joinedFigures(await inParts(FIGURES_PARTS, ask, onProgress, signal));
}
