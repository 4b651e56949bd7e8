import type { SplitName } from '#lib/core/records/test-set.ts';

/** Splits as they stand before "knees". */
export const SPLIT_NAMES: Readonly<Record<SplitName, string>> = {
	train: 'training',
	val: 'validation',
	test: 'test'
};
