import type { ModelCard } from '#lib/core/records/model-card.ts';
import { pagePart } from '#lib/core/async/page-part.ts';
import type { ServedFolders } from '#lib/data/sources/study-source.ts';
import { FileStore } from '#lib/data/files/file-store.ts';
import { httpFiles } from '#lib/data/files/http-files.ts';
import type { LayerDetails } from '#lib/runtime/reader/model-details.ts';

export type { LayerDetails } from '#lib/runtime/reader/model-details.ts';

/**
 * Fetches a network's files for looking at its layers and weights. What reads them is loaded only then.
 * @throws Error naming the file that cannot be fetched or is damaged
 */
export async function loadModelDetails(
	card: ModelCard,
	{ models }: ServedFolders,
	signal?: AbortSignal
): Promise<LayerDetails[]> {
	const { describeModel } = await pagePart(
		'The model file parser',
		() => import('#lib/runtime/reader/model-details.ts')
	);
	return describeModel(card, `${models}${card.name}/`, new FileStore(httpFiles(models)), signal);
}
