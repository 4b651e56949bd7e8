import { describe, expect, it } from 'vitest';
import { compileNetwork } from '#lib/engine/compile/compile-network.ts';
import type { NetworkNode } from '#lib/engine/compile/network-graph.ts';
import { receptiveGrid } from '#lib/engine/attribution/receptive-grid.ts';
import { splitHead } from '#lib/engine/compile/split-head.ts';
import { lowerLayers } from '#lib/engine/compile/lower-layers.ts';
import { readSlimNetwork } from '../../reference/slim-networks.ts';
import { conv, graphOf, padding } from './node-builders.ts';

describe('receptiveGrid', () => {
	it.each([
		['xception', 27, 7],
		['resnet50', 0, 7],
		['inception_resnet_v2', 37, 5]
	] as const)('%s: cells at %i + 32 i pixels', async (name, offset, cells) => {
		const graph = await readSlimNetwork(name, '.h5');
		const grid = {
			rows: cells,
			columns: cells,
			offsetX: offset,
			offsetY: offset,
			strideX: 32,
			strideY: 32
		};
		expect(receptiveGrid(splitHead(compileNetwork(graph)).trunk)).toEqual(grid);
		expect(receptiveGrid(splitHead(lowerLayers(graph)).trunk)).toEqual(grid);
	});

	it('follows windows, strides, dilation and lopsided padding, axis by axis', () => {
		// Rows: a window of 5 from pixel -1 on, centre 1. Columns: a window of 3 every 2 pixels, centre 1,
		// moved by a padding of 2 before it to -1.
		const graph = graphOf(
			[16, 16, 1],
			padding('pad', 'image', [
				[1, 0],
				[2, 0]
			]),
			conv('conv', 'pad', Array(9).fill(1), [3, 3, 1, 1], {
				shape: [13, 8, 1],
				dilations: [2, 1],
				strides: [1, 2]
			})
		);
		expect(receptiveGrid(graph)).toEqual({
			rows: 13,
			columns: 8,
			offsetX: -1,
			offsetY: 1,
			strideX: 2,
			strideY: 1
		});
	});

	it('says which part is read where the image is cropped first, and counts from the whole', () => {
		const crop: NetworkNode = {
			name: 'crop',
			inputs: ['image'],
			kind: 'cropping2d',
			shape: [6, 9, 1],
			crops: [
				[4, 2],
				[1, 0]
			]
		};
		const graph = graphOf(
			[12, 10, 1],
			crop,
			conv('conv', 'crop', Array(9).fill(1), [3, 3, 1, 1], { shape: [4, 7, 1] })
		);
		expect(receptiveGrid(graph)).toEqual({
			rows: 4,
			columns: 7,
			offsetX: 2,
			offsetY: 5,
			strideX: 1,
			strideY: 1,
			seen: { x0: 1, y0: 4, x1: 10, y1: 10 }
		});
	});

	it('follows the path that sees most where paths meet', () => {
		// One path sees pixels 0 to 4 (centre 2), the other pixel 0 alone.
		const graph = graphOf(
			[8, 8, 1],
			conv('wide', 'image', Array(25).fill(1), [5, 5, 1, 1]),
			conv('narrow', 'image', [1], [1, 1, 1, 1]),
			{ name: 'sum', inputs: ['narrow', 'wide'], kind: 'add', shape: [4, 4, 1] }
		);
		expect(receptiveGrid(graph)).toMatchObject({ offsetX: 2, offsetY: 2, strideX: 1 });
	});
});
