import { asset } from '$app/paths';
import type { TestSetManifest } from '#lib/core/records/test-set.ts';
import type { PageLoad } from './$types';

/** Two small files only: they are written into the page, so that its first paint names the knees and the networks. */
export const load: PageLoad = async ({ fetch }) => {
	const read = async (path: string, command: string) => {
		const response = await fetch(asset(path));
		if (response.ok) return response.json();
		throw new Error(
			`static${path} is missing (${response.status}). Run "npm run ${command}" first.`
		);
	};
	const [manifest, { models }]: [TestSetManifest, { models: string[] }] = await Promise.all([
		read('/testset/manifest.json', 'testset'),
		read('/models/index.json', 'model')
	]);
	return { manifest, networks: models.length };
};
