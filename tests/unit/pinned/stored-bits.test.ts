import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { drawnSplits } from './entry-points.ts';

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');

/** The synthetic set of seed 1 as the static test set has it: every id and grade, and the first film and truth of each split. */
const PINNED = {
	train: {
		list: '198e91c2d28047c93d92ce2f822537d946d3ccc4d9ab2d7a797ccff5aeb7f2ff',
		pixels: 'd482eadf3e01ddfbd0520c2233baa173a97eb0efd69b6e6dd2a47ee7c1c4866e',
		truth: '8c91ec9160ba7a0f6e43ef54814823f8bebd1801ef082fb37bb938f0531e4e47'
	},
	val: {
		list: '1741da7c3ca289aaa1a373f915625b68d35fe4d0808b300fa37721b26f07a1a6',
		pixels: '1fa1390ec1a413740407a49d48baaefc0dd5d60cf4ebbf02c697c485af02718d',
		truth: 'a7787b49a3b6e11d37026258999c94d48120f78ea8bdf9157f8f125e7204d01f'
	},
	test: {
		list: 'b314573e452af0ba844046058521c6166a06d2b90fedf01b7ac1e762713b18b0',
		pixels: 'c22b42fba1b5ebda1295c2ca17a8032b4955d12dea951e3832889d995b74006b',
		truth: '47be6da6eb835b56bdb705bd6fb281ea0e22aee50a8d0fc3c1b83dc0d464f53d'
	}
};

it('draws the same knees with the same grades, films and truths from a seed', async () => {
	const drawn: Record<string, unknown> = {};
	for (const { split, knees } of drawnSplits(1)) {
		const { pixels, truth } = await knees[0].read();
		drawn[split] = {
			list: sha256(knees.map(({ id, grade }) => `${id} ${grade}\n`).join('')),
			pixels: sha256(pixels),
			truth: sha256(JSON.stringify(truth))
		};
	}
	expect(drawn).toEqual(PINNED);
});
