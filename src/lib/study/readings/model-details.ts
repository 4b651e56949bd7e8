import type { ModelCard } from '#lib/core/records/model-card.ts';
import { pagePart } from '#lib/core/async/page-part.ts';
import { FileStore } from '#lib/data/files/file-store.ts';
import { httpFiles } from '#lib/data/files/http-files.ts';
import type { LayerDetails } from '#lib/runtime/reader/model-details.ts';
import type { StaticUrls } from '#lib/study/urls.ts';

export type { LayerDetails } from '#lib/runtime/reader/model-details.ts';

/**
 * Fetches a network's files for looking at its layers and weights. What reads them is loaded only then.
 * @throws Error naming the file that cannot be fetched or is damaged
 */
export async function loadModelDetails(
	card: ModelCard,
	urls: StaticUrls,
	signal?: AbortSignal
): Promise<LayerDetails[]> {
	const { describeModel } = await pagePart(
		'The model file parser',
		() => import('#lib/runtime/reader/model-details.ts')
	);
	return describeModel(
		card,
		`${urls.models}${card.name}/`,
		new FileStore(httpFiles(urls.models)),
		signal
	);
}
