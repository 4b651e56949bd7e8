import type { Dataset, File, Group } from 'h5wasm';
import type { Weight } from '#lib/core/network/layer-graph.ts';
import { fromFloat16Bits } from './float16.ts';

/** A read-only HDF5 file in memory. Paths have no leading slash; nothing is looked for but at the paths asked for. */
export interface H5File {
	/** A text attribute of the root; null where it is missing or no text. */
	textAttribute(name: string): string | null;
	/** Whether there is a group or dataset at `path`. */
	has(path: string): boolean;
	/** A text attribute of the group or dataset at `path`; null where there is none. */
	textAttributeOf(path: string, name: string): string | null;
	/** A list of texts, which Keras cuts into `name0`, `name1` and so on where it is long; null where there is none. */
	listAttributeOf(path: string, name: string): string[] | null;
	/** The floating-point dataset at `path` as float32; null where there is none. */
	weight(path: string): Weight | null;
	close(): void;
}

/** All weights of a file together, in bytes. */
const MOST_BYTES = 1 << 30;
/** A small file that lists far larger weights holds none of them, only a value to fill them with. */
const MOST_TIMES = 20;
const SMALL_BYTES = 64 << 20;

/** The type of floating-point numbers as HDF5 numbers its types. */
const FLOAT = 1;

let opened = 0;

/**
 * Opens an HDF5 file from its bytes, in Node and in browsers alike. The library (4 MB with its
 * WebAssembly) is fetched on first use.
 * @throws Error with the HDF5 library's reason where the bytes are no HDF5 file or one cut short.
 */
export async function openH5(bytes: Uint8Array): Promise<H5File> {
	const h5wasm = (await import('h5wasm')).default;
	const library = await h5wasm.ready;
	library.activate_throwing_error_handler();
	const name = `model-${opened++}.h5`;
	library.FS.writeFile(name, bytes);
	let file: File;
	try {
		file = new h5wasm.File(name, 'r');
	} catch (cause) {
		library.FS.unlink(name);
		throw new Error(damageIn(cause), { cause });
	}
	let bytesLeft = Math.min(MOST_BYTES, SMALL_BYTES + MOST_TIMES * bytes.length);

	function entity(path: string): Group | Dataset | null {
		try {
			const found = file.get(path);
			return found instanceof h5wasm.Group || found instanceof h5wasm.Dataset ? found : null;
		} catch {
			return null;
		}
	}

	function text(owner: Group | Dataset | null, attribute: string): string | null {
		const value = owner?.attrs[attribute]?.value;
		if (typeof value === 'string') return value;
		return value instanceof Uint8Array ? new TextDecoder().decode(value) : null;
	}

	function list(owner: Group | Dataset | null, attribute: string): string[] | null {
		const value = owner?.attrs[attribute]?.value;
		if (value === undefined || value === null) return null;
		return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
	}

	function values(dataset: Dataset): Float32Array | null {
		const { size, type, total_size } = dataset.metadata;
		if (type !== FLOAT) return null;
		if (size === 2) return Float32Array.from(halves(dataset, total_size), fromFloat16Bits);
		const value = dataset.value;
		if (value instanceof Float32Array) return value;
		if (value instanceof Float64Array) return new Float32Array(value);
		return typeof value === 'number' ? Float32Array.of(value) : null;
	}

	/** Half-precision numbers as bits; the library itself hands out none. */
	function halves({ file_id, path }: Dataset, count: number): Uint16Array {
		const place = library._malloc(2 * count);
		try {
			library.get_dataset_data(file_id, path, null, null, null, BigInt(place));
			return new Uint16Array(library.HEAPU8.slice(place, place + 2 * count).buffer);
		} finally {
			library._free(place);
		}
	}

	return {
		textAttribute: (attribute) => text(file, attribute),
		has: (path) => entity(path) !== null,
		textAttributeOf: (path, attribute) => text(entity(path), attribute),
		listAttributeOf(path, attribute) {
			const owner = entity(path);
			const whole = list(owner, attribute);
			if (whole) return whole;
			const parts: string[][] = [];
			for (let part = list(owner, `${attribute}0`); part;) {
				parts.push(part);
				part = list(owner, `${attribute}${parts.length}`);
			}
			return parts.length > 0 ? parts.flat() : null;
		},
		weight(path) {
			const dataset = entity(path);
			if (!(dataset instanceof h5wasm.Dataset)) return null;
			const { shape, size, total_size } = dataset.metadata;
			bytesLeft -= size * total_size;
			if (bytesLeft < 0) {
				throw new Error(
					`its weights are larger than a file of ${bytes.length} bytes, or than 1 GB, can hold; save the model again`
				);
			}
			let found: Float32Array | null;
			try {
				found = values(dataset);
			} catch (cause) {
				throw new Error(
					`the weight "${path}" cannot be read; it is damaged or stored outside the file: save the model again`,
					{ cause }
				);
			}
			if (found) return { shape: shape ?? [], values: found };
			throw new Error(
				`the weight "${path}" is stored as ${JSON.stringify(dataset.dtype)}; only float16, float32 and float64 are read`
			);
		},
		close() {
			file.close();
			library.FS.unlink(name);
		}
	};
}

function damageIn(cause: unknown): string {
	const message = cause instanceof Error ? cause.message : String(cause);
	if (/truncated/i.test(message)) return 'the file is truncated; copy or download it again';
	return 'this is not a readable HDF5 file; it may be damaged, copy or download it again';
}
