import { FIGURE_NAMES, type FigureName } from '#lib/core/metrics/registry.ts';

/** The largest difference of a figure that would not matter. */
export interface Margin {
	figure: FigureName;
	/** Above 0, in the unit of the figure; shares are 0-1. */
	size: number;
}

/** As it stands in an address: "balancedAccuracy~0.02". */
export function marginToAddress(margin: Margin | null): string | null {
	return margin && `${margin.figure}~${margin.size}`;
}

/** What {@link marginToAddress} wrote; undefined where the text is damaged. */
export function marginFromAddress(text: string | null): Margin | null | undefined {
	if (text === null) return null;
	const [name, number, ...more] = text.split('~');
	const figure = FIGURE_NAMES.find((known) => known === name);
	const size = Number(number);
	if (!figure || more.length > 0 || !(size > 0 && Number.isFinite(size))) return undefined;
	return { figure, size };
}
