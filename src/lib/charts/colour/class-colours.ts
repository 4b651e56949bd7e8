import { contrast, mixOklab, textOn } from './oklab.ts';
import { THEME_COLOURS } from './theme-colours.ts';
import type { CellFill, ThemeName } from '#lib/charts/matrix/cell-scales.ts';
import { READER_COLOURS, READER_COLOURS_DARK } from '#lib/charts/series/reader-colour.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';

const SERIES = { light: READER_COLOURS, dark: READER_COLOURS_DARK } as const;

/** What text on a colour of the ramp is written in, whichever reads better. */
const RAMP_TEXT = { light: ['#15191b', '#ffffff'], dark: ['#0f1214', '#ffffff'] } as const;

/** Of small text (WCAG 2.2 AA). */
const LEAST_CONTRAST = 4.5;

const STRIPES =
	'repeating-linear-gradient(135deg,transparent 0 3px,color-mix(in oklab,var(--paper) 45%,transparent) 3px 5px)';

/**
 * The colour of a class and the text on it, in both themes: of an order of degree, from the first to the last of one ramp,
 * which is that of the Kellgren-Lawrence grades; of classes without an order, one of ten, which begin again striped.
 */
export function classColour(
	{ classes, ordinal }: Pick<LabelScale, 'classes' | 'ordinal'>,
	place: number
): CellFill {
	const of = ordinal
		? (theme: ThemeName) => onRamp(theme, place / (classes.length - 1))
		: (theme: ThemeName) => inSeries(theme, place);
	return { light: of('light'), dark: of('dark') };
}

/** Whether a class has the colour of an earlier one and so needs stripes in it. */
export function isStriped({ ordinal }: Pick<LabelScale, 'ordinal'>, place: number): boolean {
	return !ordinal && place >= READER_COLOURS.length;
}

/** One CSS colour that follows the theme. */
export function classCssColour(
	scale: Pick<LabelScale, 'classes' | 'ordinal'>,
	place: number
): string {
	const { light, dark } = classColour(scale, place);
	return `light-dark(${light.fill},${dark.fill})`;
}

/** Custom properties `--fill`, `--on` and `--stripes` that follow the theme. */
export function classStyle(scale: Pick<LabelScale, 'classes' | 'ordinal'>, place: number): string {
	const { light, dark } = classColour(scale, place);
	const stripes = isStriped(scale, place) ? STRIPES : 'none';
	return `--fill:light-dark(${light.fill},${dark.fill});--on:light-dark(${light.text},${dark.text});--stripes:${stripes}`;
}

/** @param share 0-1 of the way along the ramp */
function onRamp(theme: ThemeName, share: number) {
	const { ramp } = THEME_COLOURS[theme];
	const at = share * (ramp.length - 1);
	const from = Math.min(Math.floor(at), ramp.length - 2);
	const fill = mixOklab(ramp[from], ramp[from + 1], at - from);
	const [dark, light] = RAMP_TEXT[theme];
	const text = contrast(fill, light) >= contrast(fill, dark) ? light : dark;
	return { fill, text: contrast(fill, text) >= LEAST_CONTRAST ? text : textOn(fill) };
}

function inSeries(theme: ThemeName, place: number) {
	const fill = SERIES[theme][place % READER_COLOURS.length];
	return { fill, text: textOn(fill) };
}
