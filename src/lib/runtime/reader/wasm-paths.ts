import { wasmUrls } from '#lib/engine/backends/wasm-urls.ts';

/** Absolute address of each WebAssembly binary, by file name: a worker does not know the page's own. */
export function wasmPaths(): Record<string, string> {
	return Object.fromEntries(
		Object.entries(wasmUrls).map(([file, url]) => [file, new URL(url, location.href).href])
	);
}
