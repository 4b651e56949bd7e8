import { mixOklab, textOn } from '#lib/charts/colour/oklab.ts';

export type ThemeName = 'light' | 'dark';

/** A cell's fill in both themes, and black or white text on it. */
export interface CellFill {
	light: { fill: string; text: string };
	dark: { fill: string; text: string };
}

/** Ends of the scale of shares, 0 and 100%. */
const SHARE_ENDS = {
	light: ['#f0f1ef', '#1d3344'],
	dark: ['#1a1f23', '#d5e0e7']
} as const;

/** Worse, no change, better. */
const CHANGE_ENDS = {
	light: ['#a4532b', '#f0f1ef', '#227385'],
	dark: ['#dd8959', '#1a1f23', '#4eabba']
} as const;

/** A change of this share of the row has the full colour. */
export const CHANGE_FULL = 0.16;

/** What a colour keeps of its share while other cells are selected. */
export const PALE = 0.2;

/** Fill for a share 0-1 of the row or column: one scale for every matrix. */
export function shareFill(share: number): CellFill {
	return both((theme) => mixOklab(SHARE_ENDS[theme][0], SHARE_ENDS[theme][1], share));
}

/**
 * Fill for a change of a cell's knees.
 *
 * @param gain knees gained as a share of the row; positive is good (more on the diagonal, fewer off it)
 */
export function changeFill(gain: number): CellFill {
	return both((theme) => {
		const [worse, none, better] = CHANGE_ENDS[theme];
		return mixOklab(none, gain < 0 ? worse : better, Math.abs(gain) / CHANGE_FULL);
	});
}

/** Custom properties `--fill` and `--on` that follow the theme. */
export function fillStyle({ light, dark }: CellFill): string {
	return `--fill:light-dark(${light.fill},${dark.fill});--on:light-dark(${light.text},${dark.text})`;
}

/** A CSS gradient of a scale at 17 stops, for legends; `at` maps 0-1 to a fill. */
export function fillGradient(at: (t: number) => CellFill): string {
	const stops = Array.from({ length: 17 }, (_, i) => {
		const { light, dark } = at(i / 16);
		return `light-dark(${light.fill},${dark.fill})`;
	});
	return `linear-gradient(to right,${stops.join(',')})`;
}

function both(fillOf: (theme: ThemeName) => string): CellFill {
	const of = (theme: ThemeName) => {
		const fill = fillOf(theme);
		return { fill, text: textOn(fill) };
	};
	return { light: of('light'), dark: of('dark') };
}
