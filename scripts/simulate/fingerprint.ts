import { createHash } from 'node:crypto';
import { build, type Plugin } from 'vite';

const ENTRY = 'virtual:cases';

/**
 * SHA-256 of the cases of a scenario with all they import, bundled and minified: comments, layout, titles and the look of a
 * table do not change it, what is computed does.
 *
 * @param path of the file of the scenario
 * @returns 12 hexadecimal digits
 */
export async function fingerprintOf(path: string): Promise<string> {
	const result = await build({
		configFile: false,
		logLevel: 'error',
		plugins: [casesOnly(path)],
		build: {
			ssr: true,
			rolldownOptions: { input: ENTRY },
			write: false,
			minify: true,
			target: 'es2022'
		}
	});
	const hash = createHash('sha256');
	for (const bundle of [result].flat()) {
		if (!('output' in bundle)) throw new Error(`${path} could not be bundled.`);
		for (const part of bundle.output) hash.update(part.type === 'chunk' ? part.code : part.source);
	}
	return hash.digest('hex').slice(0, 12);
}

/** An entry that asks for nothing else, so that the bundler leaves out what only the page of results needs. */
function casesOnly(path: string): Plugin {
	return {
		name: 'cases-only',
		resolveId: (id) => (id === ENTRY ? `\0${ENTRY}` : undefined),
		load: (id) =>
			id === `\0${ENTRY}` ? `export { cases } from ${JSON.stringify(path)};` : undefined
	};
}
