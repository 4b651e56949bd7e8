import * as v from 'valibot';
import {
	FEWEST_CLASSES,
	MOST_CLASSES,
	scaleProblem,
	type LabelScale
} from '#lib/core/labels/label-scale.ts';

const words = v.pipe(v.string(), v.minLength(1));
const place = v.pipe(v.number(), v.integer(), v.minValue(0));

const unfit = ({ input }: { input: readonly unknown[] }) =>
	`${input.length} classes, where ${FEWEST_CLASSES} to ${MOST_CLASSES} are supported`;

/** The scale of a test set's labels, whose parts fit together (see `scaleProblem`). */
export const labelScaleSchema = v.pipe(
	v.object({
		classes: v.pipe(
			v.array(v.object({ key: words, short: words, name: words, meaning: v.optional(words) })),
			v.minLength(FEWEST_CLASSES, unfit),
			v.maxLength(MOST_CLASSES, unfit)
		),
		ordinal: v.boolean(),
		positiveFrom: v.nullable(place),
		groupings: v.array(
			v.object({
				id: words,
				title: v.optional(words),
				groups: v.array(v.object({ classes: v.array(place), label: words }))
			})
		),
		nouns: v.optional(v.object({ case: words, cases: words, class: words, classes: words }))
	}),
	v.rawCheck(({ dataset, addIssue }) => {
		if (!dataset.typed) return;
		const found = scaleProblem(dataset.value);
		if (found) addIssue({ message: `${found.field}: ${found.problem}` });
	})
) satisfies v.GenericSchema<unknown, LabelScale>;
