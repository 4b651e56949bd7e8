import type { FetchBytes } from './file-reference.ts';

/**
 * Files by HTTP. Relative paths are taken from `baseUrl`, which is absolute and ends with `/`.
 * Rejects with the address and the status when the server has no such file.
 */
export function httpFiles(baseUrl: string): FetchBytes {
	return async (path, signal, onBytes) => {
		const url = new URL(path, baseUrl);
		const response = await request(url, signal);
		if (!response.ok) {
			throw new Error(
				`${url.href}: the server answered ${response.status} ${response.statusText}`.trim()
			);
		}
		if (!onBytes || !response.body) return new Uint8Array(await response.arrayBuffer());
		return readWithProgress(response.body, onBytes);
	};
}

async function request(url: URL, signal: AbortSignal | undefined): Promise<Response> {
	try {
		return await fetch(url, { signal });
	} catch (error) {
		if (signal?.aborted) throw error;
		throw new Error(`${url.href} could not be fetched. Check the connection, then try again.`, {
			cause: error
		});
	}
}

async function readWithProgress(
	body: ReadableStream<Uint8Array>,
	onBytes: (received: number) => void
): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let received = 0;
	const reader = body.getReader();
	for (;;) {
		const { done, value } = await reader.read();
		if (done) break;
		chunks.push(value);
		received += value.length;
		onBytes(received);
	}
	const bytes = new Uint8Array(received);
	let offset = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, offset);
		offset += chunk.length;
	}
	return bytes;
}
