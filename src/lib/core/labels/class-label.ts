import type { LabelScale } from './label-scale.ts';

const NUMBER = /^\d+$/;

/** A class in a sentence: "2" where it is known by a number, else its name. */
export function classWord({ classes }: Pick<LabelScale, 'classes'>, place: number): string {
	const { short, name } = classes[place];
	return NUMBER.test(short) ? short : name;
}

/** A class in charts and tables: "2 Minimal" where it is known by a number, else by its name. */
export function classLabel({ classes }: Pick<LabelScale, 'classes'>, place: number): string {
	const { short, name } = classes[place];
	return NUMBER.test(short) && short !== name ? `${short} ${name}` : name;
}

/** A class with its place in the scale. */
export interface PlacedClass {
	/** Its place, which labels and predictions are. */
	grade: number;
	/** Where there is room for a few letters. */
	short: string;
	name: string;
	label: string;
	/** What it asks for; empty where nothing says it. */
	description: string;
}

/** The classes of a scale in their order. */
export function placedClasses(scale: Pick<LabelScale, 'classes'>): readonly PlacedClass[] {
	return scale.classes.map(({ short, name, meaning = '' }, grade) => ({
		grade,
		short,
		name,
		label: classLabel(scale, grade),
		description: meaning
	}));
}
