import { readdirSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { Random } from '#lib/core/statistics/random.ts';
import { openKerasArchive } from '#lib/keras/files/keras-archive.ts';
import { readKerasFile } from '#lib/keras/read-keras-file.ts';
import { digest, fixture, withChangedConfig } from './fixtures.ts';

const FLIPS = 60;

const keras = readdirSync('tests/fixtures/keras').filter((name) => name.endsWith('.keras'));

describe.each(keras)('%s with one bit flipped', (name) => {
	it(`is refused or the same, ${FLIPS} times`, async () => {
		const whole = fixture(name);
		const before = await openKerasArchive(whole, name);
		const random = Random.fromSeed(whole.length);
		let refused = 0;
		for (let flip = 0; flip < FLIPS; flip++) {
			const bytes = whole.slice();
			bytes[random.integer(bytes.length)] ^= 1 << random.integer(8);
			const after = await openKerasArchive(bytes, name).catch((error: Error) => error);
			if (after instanceof Error) {
				expect(after.message).toMatch(new RegExp(`^${name}: `));
				refused++;
			} else {
				expect(after.config).toEqual(before.config);
				expect(after.kerasVersion).toBe(before.kerasVersion);
				expect(Buffer.compare(after.weights, before.weights)).toBe(0);
			}
		}
		expect(refused).toBeGreaterThan(FLIPS / 2);
	});
});

/** Little-endian, at the first place of `pattern` in the archive's list of entries. */
function withListedSize(bytes: Uint8Array, entry: string, size: number): Uint8Array {
	const changed = bytes.slice();
	const view = new DataView(changed.buffer);
	for (let at = 0; at + 46 < changed.length; at++) {
		if (view.getUint32(at, true) !== 0x02014b50) continue;
		const name = strFromU8(changed.subarray(at + 46, at + 46 + view.getUint16(at + 28, true)));
		if (name === entry) view.setUint32(at + 24, size, true);
	}
	return changed;
}

describe('a zip archive that lies', () => {
	const files = unzipSync(fixture('small_sequential.keras'));

	it('and unpacks to a thousand times its size is refused before it is unpacked', async () => {
		const bomb = zipSync({ ...files, 'model.weights.h5': new Uint8Array(80 << 20) }, { level: 9 });
		expect(bomb.length).toBeLessThan(200_000);
		await expect(readKerasFile(bomb, 'bomb.keras')).rejects.toThrow(
			/^bomb\.keras: its model\.weights\.h5 unpacks to \d+ times its size/
		);
	});

	it('and lists another size than an entry has is refused', async () => {
		const bytes = zipSync(files, { level: 9 });
		for (const size of [0, 1000, 100_000, 4_000_000_000]) {
			const wrong = withListedSize(bytes, 'model.weights.h5', size);
			await expect(readKerasFile(wrong, 'wrong.keras'), String(size)).rejects.toThrow(
				/^wrong\.keras: (its model\.weights\.h5|the zip archive is damaged)/
			);
		}
	});

	it('and holds something else says what', async () => {
		const zip = (names: string[]) =>
			zipSync(Object.fromEntries(names.map((name) => [name, strToU8('x')])));
		await expect(readKerasFile(zip(['best/data.pkl']), 'a.pt')).rejects.toThrow(/a PyTorch file/);
		await expect(readKerasFile(zip(['out/knee.h5']), 'a.zip')).rejects.toThrow(
			/a\.zip: .* holds out\/knee\.h5: unpack it/
		);
		await expect(readKerasFile(zip(['m/saved_model.pb']), 'a.zip')).rejects.toThrow(/SavedModel/);
	});
});

describe('a configuration', () => {
	it('nested a hundred thousand levels deep is refused by name', async () => {
		const deep = withChangedConfig(
			'small_sequential.keras',
			(text) => `${text.slice(0, -1)}, "deep": ${'['.repeat(1e5)}${']'.repeat(1e5)}}`
		);
		await expect(readKerasFile(deep, 'deep.keras')).rejects.toThrow(
			/^deep\.keras: its config\.json is nested more than 1000 levels deep/
		);
	});

	it('of models inside models is refused by name where they are too many', async () => {
		const nest = (text: string) => {
			let inner = text;
			for (let level = 0; level < 400; level++) {
				inner = `{"class_name":"Sequential","config":{"name":"m${level}","layers":[${inner}]}}`;
			}
			return inner;
		};
		await expect(
			readKerasFile(withChangedConfig('small_sequential.keras', nest), 'deep.keras')
		).rejects.toThrow(/^deep\.keras: /);
	});
});

describe('a hostile HDF5 file', () => {
	const hostile = (name: string) => readKerasFile(fixture(`hostile/${name}.h5`), `${name}.h5`);

	it.each(['hard_link_cycle', 'nested_groups'])(
		'with %s is read as if it had none',
		async (name) => {
			const graph = await readKerasFile(fixture('small_sequential.h5'), 'small_sequential.h5');
			expect(digest(await hostile(name))).toEqual(digest(graph));
		}
	);

	it.each([
		['soft_link_cycle', /the kernel of layer "dense" is missing/],
		['fill_value', /its weights are larger than a file of 37768 bytes/],
		['external_storage', /the weight ".*kernel" cannot be read; it is damaged or stored outside/],
		['huge_input', /would give 1000000000 x 1000000000 x 3 values for every image/],
		['huge_padding', /would give 200000012 x 200000012 x 3 values for every image/]
	])('with %s is refused by name', async (name, reason) => {
		await expect(hostile(name)).rejects.toThrow(reason);
		await expect(hostile(name)).rejects.toThrow(new RegExp(`^${name}\\.h5: `));
	});
});

describe('a file that is no Keras model', () => {
	it.each([
		[
			'version https://git-lfs.github.com/spec/v1\noid sha256:55\nsize 1\n',
			/Git LFS pointer.*git lfs pull/
		],
		['<!DOCTYPE html>\n<html><head>', /a web page, not a model/],
		['{"class_name": "Sequential"}', /the architecture without its weights/],
		['\x08\x01\x12\x07', /saved_model\.pb/],
		['\x00\x00\x00\x00TFL3', /TensorFlow Lite/],
		['\x80\x02}q\x00', /pickle/],
		['hello', /neither an HDF5/]
	])('%j is called what it is', async (text, reason) => {
		const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
		await expect(readKerasFile(bytes, 'VGG16 Final.h5')).rejects.toThrow(reason);
		await expect(readKerasFile(bytes, 'VGG16 Final.h5')).rejects.toThrow(/^VGG16 Final\.h5: /);
	});
});
