import { expect, it } from 'vitest';
import { parameterCount } from '#lib/keras/parameter-count.ts';
import { readKerasFile } from '#lib/keras/read-keras-file.ts';
import archive from '../../fixtures/keras/small_nested.keras?url';
import legacy from '../../fixtures/keras/small_nested.h5?url';

it.each([archive, legacy])('a browser reads %s', async (url) => {
	const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
	const graph = await readKerasFile(bytes, url);
	expect(graph.name).toBe('small_nested');
	expect(parameterCount(graph)).toBe(1476);
});
