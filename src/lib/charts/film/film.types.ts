import { HEAT_STRENGTH, type HeatColours } from './heat-colours.ts';

/** A mark drawn on film, in the film's own pixels: round for a spur, dashed for narrowing. */
export type FilmSign =
	| { kind: 'spur'; x: number; y: number; radius: number; label?: string }
	| {
			kind: 'narrowing';
			x0: number;
			y0: number;
			x1: number;
			y1: number;
			label?: string;
	  };

export interface HeatStyle {
	colours: HeatColours;
	/** 0-1; what the peak covers of the film. */
	strength: number;
	/** The white line at half of the peak. */
	line: boolean;
}

export const HEAT_STYLE: HeatStyle = { colours: 'inferno', strength: HEAT_STRENGTH, line: true };
