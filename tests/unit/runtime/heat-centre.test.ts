import { expect, it } from 'vitest';
import type { LayerGraph } from '#lib/core/network/layer-graph.ts';
import { measureHeatCentre } from '#lib/runtime/model-import/heat-centre.ts';
import type { EngineReader } from '#lib/runtime/reader/reader.ts';

const SIDE = 224;
const GRID = {
	...{ rows: 3, columns: 3, offsetX: 56, offsetY: 56, strideX: 56, strideY: 56 }
} as Awaited<ReturnType<EngineReader['add']>>['grid'];
const CLASSES = 3;
/** Every cell looks at the grey of this pixel of its own, in pixels from the middle by its layers. */
const ASIDE = { x: 12, y: -6 };

it('is found from the heat of every class, the last one included', async () => {
	const cells = GRID.rows * GRID.columns;
	const reader: Parameters<typeof measureHeatCentre>[0] = {
		add: async (name) => ({ name, grid: GRID, features: 1, fingerprint: '' }),
		async readImages(_, pixels) {
			const count = pixels.length / (SIDE * SIDE);
			const values = new Float32Array(count * CLASSES * cells);
			const peaks = new Float32Array(count * CLASSES).fill(1);
			for (let image = 0; image < count; image++) {
				for (let cell = 0; cell < cells; cell++) {
					const x = GRID.offsetX + GRID.strideX * (cell % 3) + ASIDE.x;
					const y = GRID.offsetY + GRID.strideY * Math.floor(cell / 3) + ASIDE.y;
					const grey = pixels[image * SIDE * SIDE + y * SIDE + x];
					values[(image * CLASSES + CLASSES - 1) * cells + cell] = grey / 255;
				}
			}
			const empty = new Float32Array(0);
			return {
				readings: { count, logits: empty, probabilities: empty, pooled: empty },
				maps: { values, peaks }
			};
		}
	};
	const noise = Uint8Array.from({ length: SIDE * SIDE }, (_, i) => (i * 7919) % 251);
	const centre = await measureHeatCentre(
		reader,
		{ name: 'invented' } as LayerGraph,
		{ exposure: 'as-is', preprocessing: 'tf' },
		{ count: 1, read: async (rows) => Uint8Array.from(rows.flatMap(() => [...noise])) },
		{ knees: 4 }
	);
	// A strip is 8 px wide, so that a pixel is known to 4.
	expect(Math.abs(centre!.x - GRID.offsetX - ASIDE.x)).toBeLessThanOrEqual(4.5);
	expect(Math.abs(centre!.y - GRID.offsetY - ASIDE.y)).toBeLessThanOrEqual(4.5);
});
