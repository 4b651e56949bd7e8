import type { LayerGraph } from '#lib/core/network/layer-graph.ts';
import type { ModelCard } from '#lib/core/records/model-card.ts';
import type { FileStore } from '#lib/data/files/file-store.ts';
import { shardPaths } from '#lib/keras/layers-model-json.ts';
import { readLayersModel } from '#lib/keras/tfjs-layers-model.ts';

const modelFile = 'model.json';

/**
 * Downloads the files of a model folder, checks each against the card and reads the layers model. The first file that
 * fails ends the download of the others.
 * @param baseUrl Of the folder, absolute, ends with `/`.
 * @param onBytes Told how many bytes of all files have come; not after a failure.
 * @throws Error naming the file, with what was expected and what was received.
 */
export async function loadModel(
	card: ModelCard,
	baseUrl: string,
	store: FileStore,
	onBytes: (received: number) => void,
	signal?: AbortSignal
): Promise<LayerGraph> {
	const files = await downloadAll(card, baseUrl, store, onBytes, signal);
	const take = (file: string) => {
		const bytes = files.get(file);
		if (!bytes)
			throw new Error(`${card.name}/card.json does not list ${file}. Write the model again.`);
		return bytes;
	};
	const json: unknown = JSON.parse(new TextDecoder().decode(take(modelFile)));
	const label = `${card.name}/${modelFile}`;
	return readLayersModel(json, shardPaths(json, label).map(take), label);
}

async function downloadAll(
	card: ModelCard,
	baseUrl: string,
	store: FileStore,
	onBytes: (received: number) => void,
	signal: AbortSignal | undefined
): Promise<Map<string, Uint8Array>> {
	const ending = new AbortController();
	const end = () => ending.abort(signal?.reason);
	if (signal?.aborted) end();
	signal?.addEventListener('abort', end, { once: true });
	const received = new Map<string, number>();
	const files = new Map<string, Uint8Array>();
	const download = async (reference: ModelCard['weights']['files'][number]) => {
		const report = (bytes: number) => {
			if (ending.signal.aborted) return;
			received.set(reference.file, bytes);
			onBytes([...received.values()].reduce((sum, value) => sum + value, 0));
		};
		const bytes = await store.read(reference, ending.signal, {
			path: new URL(reference.file, baseUrl).href,
			label: `${card.name}/${reference.file}`,
			onBytes: report
		});
		report(bytes.length);
		files.set(reference.file, bytes);
	};
	try {
		await Promise.all(card.weights.files.map(download));
		return files;
	} finally {
		signal?.removeEventListener('abort', end);
		ending.abort();
	}
}
