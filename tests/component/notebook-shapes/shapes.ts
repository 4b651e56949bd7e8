import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { fakeStudy } from '../cells/fake-study.ts';
import { FAKE_NETWORKS, type FakeNetwork } from '../cells/fake-study-readings.ts';

/** Degrees of one thing, from the second on positive. */
const BURNS: LabelScale = {
	classes: ['Mild', 'Moderate', 'Severe'].map((name) => ({
		key: name.toLowerCase(),
		short: name,
		name
	})),
	ordinal: true,
	positiveFrom: 1,
	groupings: []
};

/** Kinds, none more than another. */
const KINDS: LabelScale = {
	classes: [...'ABCDEFGHIJKL'].map((letter) => ({
		key: letter.toLowerCase(),
		short: letter,
		name: `Class ${letter}`
	})),
	ordinal: false,
	positiveFrom: null,
	groupings: []
};

const named = (name: string, title: string, like: number): FakeNetwork => ({
	...FAKE_NETWORKS[like],
	name,
	title
});

const SIZES = { test: 96, val: 48 };

/** Studies of other shapes than the notebook's own, by what they are. */
export const SHAPES: Readonly<Record<string, () => Study>> = {
	'2 models and 3 ordered classes': () =>
		fakeStudy({ ...SIZES, scale: BURNS, networks: FAKE_NETWORKS.slice(0, 2) }),
	'5 models and 12 classes without an order': () =>
		fakeStudy({
			...SIZES,
			scale: KINDS,
			networks: [...FAKE_NETWORKS, named('mine', 'Mine', 0), named('other', 'Other', 1)]
		}),
	'1 model': () => fakeStudy({ ...SIZES, networks: FAKE_NETWORKS.slice(0, 1) }),
	'4 models of one architecture': () =>
		fakeStudy({
			...SIZES,
			networks: ['a', 'b', 'c', 'd'].map((name) => named(name, 'Xception', 0))
		})
};
