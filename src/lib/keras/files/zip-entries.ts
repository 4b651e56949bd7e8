import { configure, Uint8ArrayReader, Writer, ZipReader, type Entry } from '@zip.js/zip.js';

/** More than this is no entry's size, in bytes. */
const MOST_BYTES = 1 << 30;
/** What stored numbers never compress to: an entry that unpacks to more is a bomb. */
const MOST_TIMES = 50;
/** Below this size no ratio is a danger. */
const SMALL_BYTES = 64 << 20;

configure({ useWebWorkers: false });

/** An archive that cannot be unpacked; the message says why and what to do. */
export class ZipError extends Error {
	override name = 'ZipError';
}

/**
 * Unpacks some entries of a zip archive: sizes are checked before and while an entry is unpacked, its CRC-32 after.
 *
 * @returns those of the names that the archive holds, and the names of all it holds
 * @throws ZipError where the archive is damaged or an entry too large
 */
export async function readZipEntries(
	bytes: Uint8Array,
	names: readonly string[]
): Promise<{ entries: Map<string, Uint8Array>; names: string[] }> {
	const archive = new ZipReader(new Uint8ArrayReader(bytes), { checkOverlappingEntry: true });
	try {
		const listed = await archive.getEntries();
		const entries = new Map<string, Uint8Array>();
		for (const entry of listed) {
			if (names.includes(entry.filename)) entries.set(entry.filename, await unpack(entry));
		}
		return { entries, names: listed.map(({ filename }) => filename) };
	} catch (cause) {
		if (cause instanceof ZipError) throw cause;
		throw new ZipError('the zip archive is damaged or truncated; copy or download it again', {
			cause
		});
	} finally {
		await archive.close();
	}
}

async function unpack(entry: Entry): Promise<Uint8Array> {
	const { filename, uncompressedSize: size, compressedSize } = entry;
	if (size > MOST_BYTES) {
		throw new ZipError(`its ${filename} is ${gigabytes(size)}; at most 1 GB is read`);
	}
	if (size > SMALL_BYTES && size > MOST_TIMES * compressedSize) {
		throw new ZipError(
			`its ${filename} unpacks to ${Math.round(size / compressedSize)} times its size, which no weights do; save the model again`
		);
	}
	if (entry.directory) throw new ZipError(`its ${filename} is a folder; save the model again`);
	const unpacked = await entry.getData(new SizedWriter(size), { checkSignature: true });
	if (unpacked.length === size) return unpacked;
	throw new ZipError(`its ${filename} is damaged; copy or download it again`);
}

/** Takes exactly as many bytes as the archive lists for an entry. */
class SizedWriter extends Writer<Uint8Array> {
	readonly #bytes: Uint8Array;
	#length = 0;

	constructor(size: number) {
		super();
		this.#bytes = new Uint8Array(size);
	}

	override async writeUint8Array(part: Uint8Array): Promise<void> {
		if (this.#length + part.length > this.#bytes.length) {
			throw new RangeError('an entry holds more bytes than the archive lists');
		}
		this.#bytes.set(part, this.#length);
		this.#length += part.length;
	}

	override async getData(): Promise<Uint8Array> {
		return this.#bytes.subarray(0, this.#length);
	}
}

function gigabytes(bytes: number): string {
	return `${(bytes / 1e9).toFixed(1)} GB`;
}
