import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** GitHub Pages serves a project below `/<repository>`; BASE_PATH carries that prefix into the build. */
const base = /** @type {'' | `/${string}`} */ (process.env.BASE_PATH ?? '');

const out = process.env.BUILD_DIR || 'build';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter({ pages: out, assets: out, strict: true }),
		paths: { base, relative: false },
		typescript: {
			config: (config) => {
				config.include.push(
					'../tests/**/*.ts',
					'../tests/**/*.svelte',
					'../scripts/**/*.ts',
					'../scripts/**/*.mjs',
					'../*.config.ts'
				);
			}
		}
	}
};
