import { receptiveCentres, type SlidingWindow } from '#lib/core/explain/receptive-grid.ts';
import type { FeatureGrid } from '#lib/core/records/study.ts';
import type { Box } from '#lib/core/records/test-set.ts';
import { asMap, type NetworkGraph, type NetworkNode } from '#lib/engine/compile/network-graph.ts';

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
	const seen = partSeen(graph);
	return {
		rows,
		columns,
		offsetX: horizontal.offset,
		offsetY: vertical.offset,
		strideX: horizontal.stride,
		strideY: vertical.stride,
		...(seen && { seen })
	};
}

/**
 * The same cells on images that are resized to the network's input.
 *
 * @param input `[height, width]` of the network's input, which the grid is on
 * @param image `[height, width]` of the images
 */
export function gridOnImage(
	grid: FeatureGrid,
	input: readonly [number, number],
	image: readonly [number, number]
): FeatureGrid {
	const [down, across] = [image[0] / input[0], image[1] / input[1]];
	if (down === 1 && across === 1) return grid;
	const { seen } = grid;
	return {
		...grid,
		offsetX: (grid.offsetX + 0.5) * across - 0.5,
		offsetY: (grid.offsetY + 0.5) * down - 0.5,
		strideX: grid.strideX * across,
		strideY: grid.strideY * down,
		...(seen && {
			seen: { x0: seen.x0 * across, y0: seen.y0 * down, x1: seen.x1 * across, y1: seen.y1 * down }
		})
	};
}

/** The part that is left where the image is cropped before anything else; null where all of it is read. */
export function partSeen({ nodes, input }: NetworkGraph): Box | null {
	const readers = nodes.filter(({ inputs }) => inputs.includes(input));
	const [first] = readers;
	if (readers.length !== 1 || first.kind !== 'cropping2d') return null;
	const [[y0], [x0]] = first.crops;
	return { x0, y0, x1: x0 + first.shape[1], y1: y0 + first.shape[0] };
}

function widestPath(graph: NetworkGraph, axis: 0 | 1): SlidingWindow[] {
	const paths = new Map<string, Path>([[graph.input, { windows: [], pixels: 1, stride: 1 }]]);
	const sizes = new Map([[graph.input, graph.inputShape[axis]]]);
	for (const node of graph.nodes) {
		const widest = node.inputs
			.map((name) => paths.get(name)!)
			.reduce((a, b) => (b.pixels > a.pixels ? b : a));
		const size = sizes.get(node.inputs[0])!;
		paths.set(node.name, isWindow(node) ? extend(widest, slidingWindow(node, axis, size)) : widest);
		sizes.set(node.name, asMap(node.shape)[axis]);
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

type WindowNode = Extract<NetworkNode, { pads: unknown } | { crops: unknown } | { kind: 'resize' }>;

function isWindow(node: NetworkNode): node is WindowNode {
	return 'pads' in node || 'crops' in node || node.kind === 'resize';
}

/** @param size cells of the input along the axis */
function slidingWindow(node: WindowNode, axis: 0 | 1, size: number): SlidingWindow {
	if (node.kind === 'resize') {
		const stride = size / node.shape[axis];
		return { kernel: 1, stride, padBefore: (1 - stride) / 2 };
	}
	if (node.kind === 'cropping2d') return { kernel: 1, stride: 1, padBefore: -node.crops[axis][0] };
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
