import type { Dataset, File, Group } from 'h5wasm';
import type { Weight } from '#lib/core/layer-graph.ts';

/** A read-only HDF5 file in memory. Paths have no leading slash. */
export interface H5File {
	/** A text attribute of the root; null where it is missing or no text. */
	textAttribute(name: string): string | null;
	/** Paths, relative to `path`, of every dataset below it; empty where there is no such group. */
	datasets(path: string): string[];
	/** A text attribute of the group or dataset at `path`; null where there is none. */
	textAttributeOf(path: string, name: string): string | null;
	/** The floating-point dataset at `path` as float32; null where there is none. */
	weight(path: string): Weight | null;
	close(): void;
}

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

	function collect(group: Group, prefix: string, paths: string[]): void {
		for (const key of group.keys()) {
			const child = group.get(key);
			if (child instanceof h5wasm.Dataset) paths.push(prefix + key);
			else if (child instanceof h5wasm.Group) collect(child, `${prefix}${key}/`, paths);
		}
	}

	return {
		textAttribute: (attribute) => text(file, attribute),
		textAttributeOf: (path, attribute) => text(entity(path), attribute),
		datasets(path) {
			const group = entity(path);
			const paths: string[] = [];
			if (group instanceof h5wasm.Group) collect(group, '', paths);
			return paths;
		},
		weight(path) {
			const dataset = entity(path);
			if (!(dataset instanceof h5wasm.Dataset)) return null;
			const shape = dataset.shape ?? [];
			const value = dataset.value;
			const values =
				typeof value === 'number'
					? Float32Array.of(value)
					: value instanceof Float32Array || value instanceof Float64Array
						? Float32Array.from(value)
						: null;
			if (!values) {
				throw new Error(
					`weight "${path}" is stored as ${JSON.stringify(dataset.dtype)}; only float16, float32 and float64 are read`
				);
			}
			return { shape, values };
		},
		close() {
			file.close();
			library.FS.unlink(name);
		}
	};
}

function damageIn(cause: unknown): string {
	const message = cause instanceof Error ? cause.message : String(cause);
	if (/truncated/i.test(message)) return 'the file is cut short; copy or download it again';
	return 'this is no readable HDF5 file; it may be damaged, copy or download it again';
}
