import { asSentence } from '#lib/core/as-sentence.ts';
import { formatBytes } from '#lib/core/text/format.ts';
import type { FetchBytes } from './file-store.ts';
import { watchForStall } from './stall-watch.ts';

/**
 * Files by HTTP. Relative paths are taken from `baseUrl`, which is absolute and ends with `/`.
 * Rejects with the address and the reason when the server has no such file, when the download breaks off, or when
 * nothing comes for 20 s.
 */
export function httpFiles(baseUrl: string): FetchBytes {
	return (path, signal, { onBytes = () => {}, cache } = {}) => {
		const url = new URL(path, baseUrl);
		return watchForStall(url.href, signal, async (signal, arrived) => {
			const response = await fetch(url, { signal, cache }).catch(
				failing(signal, () => `${url.href} could not be fetched`)
			);
			arrived();
			if (!response.ok) {
				throw new Error(
					asSentence(`${url.href}: the server answered ${response.status} ${response.statusText}`)
				);
			}
			let received = 0;
			const onChunk = (length: number) => {
				arrived();
				onBytes((received += length));
			};
			return readBody(response, onChunk).catch(
				failing(
					signal,
					() => `${url.href}: the download was interrupted after ${formatBytes(received)}`
				)
			);
		});
	};
}

/** Says what failed and what to do, unless the download was given up. */
function failing(signal: AbortSignal, what: () => string): (error: unknown) => never {
	return (error) => {
		if (signal.aborted) throw error;
		throw new Error(`${what()}. Check the connection, then try again.`, { cause: error });
	};
}

async function readBody(
	{ body }: Response,
	onChunk: (length: number) => void
): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	const reader = body?.getReader();
	for (;;) {
		const { done, value } = (await reader?.read()) ?? { done: true };
		if (!value || done) break;
		chunks.push(value);
		length += value.length;
		onChunk(value.length);
	}
	const bytes = new Uint8Array(length);
	let offset = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, offset);
		offset += chunk.length;
	}
	return bytes;
}
