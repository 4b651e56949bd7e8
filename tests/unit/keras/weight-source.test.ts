import { describe, expect, it } from 'vitest';
import { NamedWeights } from '#lib/keras/weight-source.ts';

const kernel = { names: ['kernel'], index: 0 };

/** The path that is read for a layer; null where none is. */
function find(paths: string[], name: string, parents: string[] = [], variable = kernel) {
	let read: string | null = null;
	new NamedWeights(paths, (path) => {
		read = path;
		return null;
	}).find({ name, parents, slot: '' }, variable);
	return read;
}

describe('weights are found by', () => {
	it('layer and variable, with and without the ending of Keras 2', () => {
		expect(find(['a/a/kernel:0', 'a/a/bias:0'], 'a')).toBe('a/a/kernel:0');
		expect(find(['a/net/a/kernel', 'a/net/a/bias'], 'a')).toBe('a/net/a/kernel');
	});

	it('the whole name of the layer, not its end', () => {
		expect(find(['big_conv/big_conv/kernel', 'conv/conv/kernel'], 'conv')).toBe('conv/conv/kernel');
	});

	it('the group of a layer that was renamed', () => {
		expect(find(['new/old/kernel', 'x/x/kernel'], 'new')).toBe('new/old/kernel');
	});

	it('the nested model where a name occurs twice', () => {
		const paths = ['first/conv/kernel', 'second/conv/kernel', 'conv/conv/kernel'];
		expect(find(paths, 'conv', ['second'])).toBe('second/conv/kernel');
		expect(find(paths, 'conv')).toBe('conv/conv/kernel');
	});

	it('any of the names of a variable', () => {
		const variable = { names: ['depthwise_kernel', 'kernel'], index: 0 };
		expect(find(['d/d/kernel'], 'd', [], variable)).toBe('d/d/kernel');
		expect(find(['d/d/depthwise_kernel:0'], 'd', [], variable)).toBe('d/d/depthwise_kernel:0');
	});
});

it('a weight that is not there is not found', () => {
	expect(find(['a/a/kernel'], 'b')).toBeNull();
	expect(find(['a/a/bias'], 'a')).toBeNull();
});

it('weights that cannot be told apart are refused', () => {
	expect(() => find(['m/x/conv/kernel', 'm/y/conv/kernel'], 'conv', ['m'])).toThrow(
		/"conv" has several weights of one name: m\/x\/conv\/kernel, m\/y/
	);
});
