/** One class that a label can be. */
export interface LabelClass {
	/** Names the class in files: "2", "pneumonia". */
	key: string;
	/** Where there is room for a few letters: "2", "PNA". */
	short: string;
	/** "Minimal", "Pneumonia" */
	name: string;
	/** What it asks for, in a few words. */
	meaning?: string;
}

/** Classes seen as one. */
export interface ClassGroup {
	/** Positions in the scale, ascending. */
	classes: readonly number[];
	/** "0 or 1", "2 and above" */
	label: string;
}

/** One way of seeing classes as one; every class is in exactly one group. */
export interface ClassGrouping {
	/** As an address has it. */
	id: string;
	/** What it is called where it is chosen; by default the labels of its groups. */
	title?: string;
	groups: readonly ClassGroup[];
}

/** What sentences call a case and a class. */
export interface Nouns {
	/** "knee" */
	case: string;
	cases: string;
	/** "grade" */
	class: string;
	classes: string;
}

/** What labels, readings and scores are of: 2 to 20 classes, a class being its position in the list. */
export interface LabelScale {
	classes: readonly LabelClass[];
	/** Whether the order of the classes is one of degree, so that a misreading has a distance. */
	ordinal: boolean;
	/** The class from which on a case counts as positive in a screening; null where there is no such thing. */
	positiveFrom: number | null;
	/** Of neighbouring classes; none where the scale has no order. */
	groupings: readonly ClassGrouping[];
	/** "case" and "class", or "grade" where they have an order, by default. */
	nouns?: Nouns;
}

export const FEWEST_CLASSES = 2;
export const MOST_CLASSES = 20;

/** The grouping that leaves every class to itself. */
const UNGROUPED = 'none';

/**
 * What is wrong with how the parts of a scale fit together; null where nothing is.
 *
 * @returns the field as a dotted path, and what is wrong with it
 */
export function scaleProblem({
	classes,
	ordinal,
	positiveFrom,
	groupings
}: LabelScale): { field: string; problem: string } | null {
	const count = classes.length;
	if (count < FEWEST_CLASSES || count > MOST_CLASSES) {
		const problem = `${count} classes, where ${FEWEST_CLASSES} to ${MOST_CLASSES} are supported`;
		return { field: 'classes', problem };
	}
	for (const part of ['key', 'short', 'name'] as const) {
		const twice = classes.findIndex(
			(one, place) => classes.findIndex((other) => other[part] === one[part]) < place
		);
		if (twice >= 0) {
			const problem = `"${classes[twice][part]}" names an earlier class already`;
			return { field: `classes.${twice}.${part}`, problem };
		}
	}
	if (positiveFrom !== null) {
		if (!ordinal) {
			return { field: 'positiveFrom', problem: 'classes without an order have no threshold' };
		}
		if (!Number.isInteger(positiveFrom) || positiveFrom < 1 || positiveFrom >= count) {
			const problem = `${positiveFrom} is not a class from 1 to ${count - 1}`;
			return { field: 'positiveFrom', problem };
		}
	}
	if (groupings.length > 0 && !ordinal) {
		return { field: 'groupings', problem: 'classes without an order have no neighbours to group' };
	}
	for (const [place, { id, groups }] of groupings.entries()) {
		const field = `groupings.${place}`;
		if (id === UNGROUPED || groupings.findIndex((other) => other.id === id) < place) {
			return { field: `${field}.id`, problem: `"${id}" is taken` };
		}
		const listed = groups.flatMap(({ classes }) => classes);
		if (listed.length !== count || listed.some((one, i) => one !== i)) {
			const problem = `its groups list ${listed.join(', ')}, not every class once and in order`;
			return { field: `${field}.groups`, problem };
		}
		if (groups.length < FEWEST_CLASSES || groups.some(({ classes }) => classes.length === 0)) {
			return { field: `${field}.groups`, problem: 'it needs two groups or more, none empty' };
		}
	}
	return null;
}
