import type { LayerGraph } from '../../src/lib/core/network/layer-graph.ts';
import type { HeatCentre, InputPreparation } from '../../src/lib/core/records/model-card.ts';
import { measureHeatCentre } from '../../src/lib/runtime/model-import/heat-centre.ts';
import { EngineReader } from '../../src/lib/runtime/reader/reader.ts';
import { ShardImages } from '../../src/lib/runtime/reader/shard-images.ts';
import { kneesOf, openTestSet } from '../evaluate/open-test-set.ts';
import { nodeFiles } from '../node-files.ts';
import { Progress } from '../progress.ts';
import { FileStore } from '../../src/lib/data/files/file-store.ts';

/**
 * Where the cells of a network's heat maps look, measured on knees of val.
 *
 * @param testset folder of packed knees with images of val
 * @param knees drawn from these
 */
export async function heatCentreOn(
	testset: string,
	graph: LayerGraph,
	preparation: InputPreparation,
	knees?: number
): Promise<HeatCentre | null> {
	const set = await openTestSet(testset, 'val');
	const reader = new EngineReader({ files: new FileStore(nodeFiles('.')) });
	let progress: Progress | null = null;
	try {
		await reader.start('wasm');
		const all = kneesOf(set, 'val');
		const shards = new ShardImages(new FileStore(nodeFiles('.')));
		const images = {
			count: all.length,
			read: (rows: readonly number[]) =>
				shards.read(
					rows.map((row) => all[row]),
					set.shards
				)
		};
		return await measureHeatCentre(reader, graph, preparation, images, {
			knees,
			onProgress(done, total) {
				progress ??= new Progress('Strips covered, knees', total);
				progress.update(done);
			}
		});
	} finally {
		await reader.dispose();
		await set.close();
	}
}
