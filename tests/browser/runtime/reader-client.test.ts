import { afterEach, expect, it } from 'vitest';
import { ReaderClient } from '#lib/runtime/reader/reader-client.ts';
import { wasmPaths } from '#lib/runtime/reader/wasm-paths.ts';

let reader: ReaderClient;

afterEach(() => reader.dispose());

it('starts the engine in a real worker and hands errors back whole', async () => {
	reader = new ReaderClient({ wasmPaths: wasmPaths() });
	const report = await reader.start('wasm');
	expect(report).toMatchObject({ backend: 'wasm', accelerated: false });
	const error = await reader
		.readImages('x', new Uint8Array(224 * 224), 'grad-cam')
		.catch((thrown) => thrown);
	expect(error).toBeInstanceOf(Error);
	expect(error.message).toBe('x is not ready. Load it first.');
	expect(error.stack).toMatch(/reader/);
});
