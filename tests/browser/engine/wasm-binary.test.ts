import { afterAll, expect, it } from 'vitest';
import { Engine } from '#lib/engine/engine.ts';
import { wasmUrls } from '#lib/engine/backends/wasm-urls.ts';

const engine = new Engine();
afterAll(() => engine.dispose());

it('says why the binary could not be fetched, and starts once it can', async () => {
	const asked: string[] = [];
	const stalled = async (url: string) => {
		asked.push(url);
		throw new Error(`${url}: no data have arrived for 20 seconds.`);
	};
	const starting = engine.start('wasm', { wasmPaths: wasmUrls, fetchBinary: stalled });
	await expect(starting).rejects.toThrow(
		/wasm: its WebAssembly binary could not be loaded\. .*\.wasm.*: no data have arrived for 20 seconds\./
	);
	expect(asked).toEqual([wasmUrls['tfjs-backend-wasm-simd.wasm']]);
	const fetchBinary = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer());
	const report = await engine.start('wasm', { wasmPaths: wasmUrls, fetchBinary });
	expect(report.backend).toBe('wasm');
	await engine.start('wasm', { wasmPaths: wasmUrls, fetchBinary: stalled });
	expect(asked).toHaveLength(1);
});
