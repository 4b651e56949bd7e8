import * as files from 'node:fs/promises';

/** As Node's `writeFile`; an error names the file also where the system does not, as of a full disk. */
export async function writeFile(path: string, data: string | Uint8Array): Promise<void> {
	await naming(path, files.writeFile(path, data));
}

/** @throws what the work throws, with the path of the file where it has none */
export async function naming(path: string, work: Promise<unknown>): Promise<void> {
	try {
		await work;
	} catch (error) {
		if (error instanceof Error && !('path' in error)) Object.assign(error, { path });
		throw error;
	}
}
