import { readdir, readFile } from 'node:fs/promises';
import { sha256, sha256OfLines } from '../../src/lib/data/files/sha256.ts';

const root = new URL('../../', import.meta.url);
const engineFolder = new URL('src/lib/engine/', root);

/** The project's version and the first digits of a SHA-256 over the engine's sources and its TensorFlow.js version. */
export async function engineVersion(): Promise<string> {
	const { version, dependencies } = JSON.parse(
		await readFile(new URL('package.json', root), 'utf8')
	) as { version: string; dependencies: Record<string, string> };
	const files = (await readdir(engineFolder, { recursive: true }))
		.map((file) => file.replaceAll('\\', '/'))
		.filter((file) => file.endsWith('.ts'))
		.sort();
	const hashes = await Promise.all(
		files.map(
			async (file) => `${file} ${await sha256(await readFile(new URL(file, engineFolder)))}`
		)
	);
	const tensorFlow = dependencies['@tensorflow/tfjs-core'];
	const hash = await sha256OfLines([...hashes, `tfjs-core ${tensorFlow}`]);
	return `${version}+${hash.slice(0, 12)}`;
}
