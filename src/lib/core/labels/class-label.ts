import type { LabelScale } from './label-scale.ts';

/** A class in charts and tables: "2 Minimal" where it is known by a number, else by its name. */
export function classLabel({ classes }: Pick<LabelScale, 'classes'>, place: number): string {
	const { short, name } = classes[place];
	return /^\d+$/.test(short) && short !== name ? `${short} ${name}` : name;
}
