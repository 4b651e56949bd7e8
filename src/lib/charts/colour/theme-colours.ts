import type { ThemeName } from '#lib/charts/matrix/cell-scales.ts';

/** The colours of tokens.css for drawings that leave the page. */
export interface ThemeColours {
	paper: string;
	ink: string;
	ink2: string;
	ink3: string;
	/** From the first to the last class of an order of degree. */
	ramp: readonly string[];
}

export const THEME_COLOURS: Readonly<Record<ThemeName, ThemeColours>> = {
	light: {
		paper: '#fafaf8',
		ink: '#15191b',
		ink2: '#454c50',
		ink3: '#636a6e',
		ramp: ['#968662', '#906935', '#8b4a11', '#7b2e14', '#5e181e']
	},
	dark: {
		paper: '#0f1214',
		ink: '#eceeed',
		ink2: '#b4bbbe',
		ink3: '#8f979b',
		ramp: ['#726852', '#957c57', '#c1915d', '#eca370', '#ffbca1']
	}
};

/** As on the page, with what stands in where it is not installed. */
export const DRAWING_FONT =
	"'IBM Plex Sans Variable','IBM Plex Sans',system-ui,'Segoe UI',Arial,sans-serif";
