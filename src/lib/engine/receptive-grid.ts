import { receptiveCentres, type SlidingWindow } from '#lib/core/receptive-grid.ts';
import type { FeatureGrid } from '#lib/core/study.ts';
import type { NetworkGraph, NetworkNode } from './network-graph.ts';

/** The windows from the image to a node, along one axis, and how many pixels a cell sees through them. */
interface Path {
	windows: SlidingWindow[];
	pixels: number;
	stride: number;
}

/**
 * Where the cells of a spatial graph's output lie on the input image: centres of their theoretical
 * receptive fields. Where paths meet, the one that sees most counts.
 */
export function receptiveGrid(graph: NetworkGraph): FeatureGrid {
	const output = graph.nodes.find(({ name }) => name === graph.output);
	const [rows, columns] = output?.shape ?? graph.inputShape;
	const vertical = receptiveCentres(widestPath(graph, 0));
	const horizontal = receptiveCentres(widestPath(graph, 1));
	return {
		rows,
		columns,
		offsetX: horizontal.offset,
		offsetY: vertical.offset,
		strideX: horizontal.stride,
		strideY: vertical.stride
	};
}

function widestPath(graph: NetworkGraph, axis: 0 | 1): SlidingWindow[] {
	const paths = new Map<string, Path>([[graph.input, { windows: [], pixels: 1, stride: 1 }]]);
	for (const node of graph.nodes) {
		const widest = node.inputs
			.map((name) => paths.get(name)!)
			.reduce((a, b) => (b.pixels > a.pixels ? b : a));
		paths.set(node.name, 'pads' in node ? extend(widest, slidingWindow(node, axis)) : widest);
	}
	return paths.get(graph.output)!.windows;
}

function extend({ windows, pixels, stride }: Path, window: SlidingWindow): Path {
	return {
		windows: [...windows, window],
		pixels: pixels + (window.kernel - 1) * (window.dilation ?? 1) * stride,
		stride: stride * window.stride
	};
}

function slidingWindow(node: Extract<NetworkNode, { pads: unknown }>, axis: 0 | 1): SlidingWindow {
	const padBefore = node.pads[axis][0];
	switch (node.kind) {
		case 'conv2d':
		case 'depthwiseConv2d':
			return {
				kernel: node.kernel.shape[axis],
				stride: node.strides[axis],
				padBefore,
				dilation: node.dilations[axis]
			};
		case 'maxPooling2d':
		case 'averagePooling2d':
			return { kernel: node.poolSize[axis], stride: node.strides[axis], padBefore };
		case 'zeroPadding2d':
			return { kernel: 1, stride: 1, padBefore };
	}
}
