import type { ModelCard, ModelIndex } from '#lib/core/records/model-card.ts';
import type { FetchBytes } from '#lib/data/files/file-reference.ts';
import { modelCardSchema, modelIndexSchema } from '#lib/data/schemas/model-card-schema.ts';
import { parseJson } from '#lib/data/schemas/parse-json.ts';
import { sha256OfLines } from '#lib/data/files/sha256.ts';

/** The names of the networks below a models folder, in the order they are shown. */
export async function loadModelIndex(
	fetchBytes: FetchBytes,
	signal?: AbortSignal
): Promise<ModelIndex> {
	const bytes = await fetchBytes('index.json', signal, { cache: 'no-cache' });
	return parseJson(bytes, modelIndexSchema, 'index.json');
}

/**
 * Reads `<name>/card.json` below the models folder that `fetchBytes` was made for. Checks of other weights
 * than the card's are left out.
 */
export async function loadModelCard(
	fetchBytes: FetchBytes,
	name: string,
	signal?: AbortSignal
): Promise<ModelCard> {
	const file = `${name}/card.json`;
	const bytes = await fetchBytes(file, signal, { cache: 'no-cache' });
	const { checks, ...card } = parseJson(bytes, modelCardSchema, file);
	return checks?.fingerprint === (await modelFingerprint(card)) ? { ...card, checks } : card;
}

/** SHA-256 over the SHA-256 of model.json and the weight shards, in the card's order. */
export function modelFingerprint(card: ModelCard): Promise<string> {
	return sha256OfLines(card.weights.files.map((file) => file.sha256));
}
