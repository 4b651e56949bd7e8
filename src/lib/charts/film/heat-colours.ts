/** How heat is coloured; `line` draws only the half-peak line. */
export type HeatColours = 'inferno' | 'cividis' | 'jet' | 'line';

export const HEAT_COLOURS: readonly { value: HeatColours; label: string; note: string }[] = [
	{
		value: 'inferno',
		label: 'Inferno',
		note: 'Perceptually uniform: equal steps of heat look equal.'
	},
	{
		value: 'cividis',
		label: 'Cividis',
		note: 'Looks the same with and without red-green colour blindness.'
	},
	{ value: 'line', label: 'Line only', note: 'Only a line is drawn on the image.' },
	{
		value: 'jet',
		label: 'Jet',
		note: 'As in older papers; its bands are artefacts of the colours.'
	}
];

/** The most that heat covers the film, 0-1. */
export const HEAT_STRENGTH = 0.66;
