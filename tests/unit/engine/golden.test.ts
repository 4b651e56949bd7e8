import { describe, expect, it } from 'vitest';
import { GOLDEN_LOGITS, GOLDEN_MAPS } from '#lib/engine/backends/golden-answer.ts';
import { evaluateLayerGraph } from '../../reference/evaluate-layer-graph.ts';
import { goldenAnswer } from '../../reference/golden-answer.ts';
import {
	readSlimAnswer,
	readSlimInput,
	readSlimNetwork,
	SLIM_NETWORKS
} from '../../reference/slim-networks.ts';

it('the golden answer is what the layers give in double precision', () => {
	const { logits, maps } = goldenAnswer();
	expect(GOLDEN_LOGITS).toHaveLength(logits.length);
	expect(GOLDEN_MAPS).toHaveLength(maps.length);
	logits.forEach((value, i) => expect(GOLDEN_LOGITS[i]).toBeCloseTo(value, 6));
	maps.forEach((value, i) => expect(GOLDEN_MAPS[i]).toBeCloseTo(value, 6));
});

describe('the evaluation in double precision', () => {
	it.each(SLIM_NETWORKS)('answers as TensorFlow does for %s', async (name) => {
		const image = (await readSlimInput()).subarray(0, 224 * 224 * 3);
		const graph = await readSlimNetwork(name, '.h5');
		const probabilities = evaluateLayerGraph(graph, image).get(graph.output)!.values;
		const { probs } = await readSlimAnswer(name);
		probs[0].forEach((value, c) => expect(Math.abs(probabilities[c] - value)).toBeLessThan(5e-5));
	});
});
