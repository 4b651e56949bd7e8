import { expect, test } from 'vitest';
import { balancedClassWeights } from '#lib/core/metrics/class-weights.ts';
import { expectClose } from './fixtures.ts';

test('equals scikit-learn on the training split of the original', () => {
	// sklearn.utils.class_weight.compute_class_weight('balanced', ...) for these counts.
	expectClose(
		balancedClassWeights([2286, 1046, 1516, 757, 173]),
		[
			0.5055118110236221, 1.1047801147227534, 0.7622691292875989, 1.5265521796565389,
			6.679768786127168
		],
		1e-14
	);
});

test('the weighted knees of every grade add up to the same', () => {
	const counts = [2292, 1062, 1602, 792, 252];
	const sums = balancedClassWeights(counts).map((weight, grade) => weight! * counts[grade]);
	expectClose(sums, [1200, 1200, 1200, 1200, 1200], 1e-9);
});

test('a grade without knees has no weight', () => {
	expect(balancedClassWeights([3, 1, 0])).toEqual([4 / 9, 4 / 3, null]);
	expect(balancedClassWeights([0, 0])).toEqual([null, null]);
});
