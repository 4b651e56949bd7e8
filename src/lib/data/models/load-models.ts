import type { ModelCard, ModelIndex } from '#lib/core/records/model-card.ts';
import type { FileStore } from '#lib/data/files/file-store.ts';
import { modelCardSchema, modelIndexSchema } from '#lib/data/schemas/model-card-schema.ts';
import { parseJson } from '#lib/data/schemas/parse-json.ts';
import { sha256OfLines } from '#lib/data/files/sha256.ts';

/** The names of the networks below a models folder, in the order they are shown. */
export async function loadModelIndex(files: FileStore, signal?: AbortSignal): Promise<ModelIndex> {
	const bytes = await files.readNewest('index.json', signal);
	return parseJson(bytes, modelIndexSchema, 'index.json');
}

/**
 * Reads `<name>/card.json` below the models folder that the files are of. Checks of other weights
 * than the card's are left out.
 */
export async function loadModelCard(
	files: FileStore,
	name: string,
	signal?: AbortSignal
): Promise<ModelCard> {
	const file = `${name}/card.json`;
	const bytes = await files.readNewest(file, signal);
	const { checks, ...card } = parseJson(bytes, modelCardSchema, file);
	return checks?.fingerprint === (await modelFingerprint(card)) ? { ...card, checks } : card;
}

/** SHA-256 over the SHA-256 of model.json and the weight shards, in the card's order. */
export function modelFingerprint(card: ModelCard): Promise<string> {
	return sha256OfLines(card.weights.files.map((file) => file.sha256));
}
