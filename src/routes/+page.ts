import { asset } from '$app/paths';
import type { TestSetManifest } from '#lib/core/records/test-set.ts';
import type { PageLoad } from './$types';

/** Only the small manifest: it is written into the page, so that its first paint names the knees. */
export const load: PageLoad = async ({ fetch }) => {
	const response = await fetch(asset('/testset/manifest.json'));
	if (!response.ok) {
		throw new Error(
			`static/testset/manifest.json is missing (${response.status}). Run "npm run testset" first.`
		);
	}
	const manifest: TestSetManifest = await response.json();
	return { manifest };
};
