import { ESLint } from 'eslint';
import { expect, test } from 'vitest';

const eslint = new ESLint({
	overrideConfig: {
		languageOptions: { parserOptions: { projectService: false } },
		rules: { '@typescript-eslint/no-floating-promises': 'off' }
	}
});

/** What the rules say of a module of this text at this place. */
async function complaints(filePath: string, text: string): Promise<string[]> {
	const [result] = await eslint.lintText(text, { filePath });
	return result.messages.map(({ message }) => message);
}

const uses = (path: string) => `import { it } from '${path}';\nexport const that = it;\n`;
const types = (path: string) =>
	`import type { It } from '${path}';\nexport const that: It | null = null;\n`;

test('a cell imports no other cell, not even a type', async () => {
	const place = 'src/lib/cells/ensemble/invented.ts';
	const message = expect.stringContaining('A cell imports no other cell');
	expect(await complaints(place, uses('#lib/cells/mistakes/agreement-counts.ts'))).toEqual([
		message
	]);
	expect(await complaints(place, types('#lib/cells/registry.ts'))).toEqual([message]);
	expect(await complaints(place, uses('../mistakes/agreement-counts.ts'))).toEqual([
		expect.stringContaining('What lies in another folder is imported as #lib/...')
	]);
	expect(await complaints(place, uses('./ensemble-answer.ts'))).toEqual([]);
});

test('folders import downwards only', async () => {
	expect(
		await complaints('src/lib/panels/tray/invented.ts', uses('#lib/cells/registry.ts'))
	).toEqual([expect.stringContaining('panels may not import from cells')]);
	expect(await complaints('src/lib/core/text/invented.ts', uses('#lib/study/context.ts'))).toEqual([
		expect.stringContaining('core may not import from study')
	]);
	expect(await complaints('src/lib/study/invented.ts', uses('#lib/core/as-sentence.ts'))).toEqual(
		[]
	);
});

test('packages stay in the folders that own them', async () => {
	expect(await complaints('src/lib/cells/ensemble/invented.ts', uses('d3-scale'))).toEqual([
		expect.stringContaining('cells may not import this package')
	]);
	expect(
		await complaints('src/lib/runtime/invented.ts', uses('@tensorflow/tfjs-core'))
	).toHaveLength(1);
	expect(await complaints('src/lib/engine/invented.ts', uses('@tensorflow/tfjs-core'))).toEqual([]);
});

test('late parts of the program are fetched so that a failure is said', async () => {
	const place = 'src/lib/cells/ensemble/invented.ts';
	const bare = `export const load = () => import('./Ensemble.svelte');\n`;
	expect(await complaints(place, bare)).toEqual([
		expect.stringContaining('Fetch it with pagePart')
	]);
});
