import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../../scripts/evaluate/arguments.ts';

describe('parseArguments of npm run evaluate', () => {
	it('takes several models and one preprocessing for all', () => {
		const words = '--models a b.h5 c.keras --testset set --out=here --preprocess tf';
		expect(parseArguments(words.split(' '))).toEqual({
			models: ['a', 'b.h5', 'c.keras'],
			testset: 'set',
			out: 'here',
			split: 'test',
			preprocess: ['tf', 'tf', 'tf'],
			exposure: [null, null, null],
			study: null,
			skipUnreadable: false
		});
	});

	it('leaves out what cannot be read only where that is asked for', () => {
		const words = '--models a --skip-unreadable --testset s --out o'.split(' ');
		expect(parseArguments(words)).toMatchObject({ models: ['a'], skipUnreadable: true });
	});

	it('takes one preprocessing for each model, another split and a study', () => {
		const words =
			'--models a --models b --preprocess tf caffe --exposure standardised --testset s --out o --split val --study t';
		expect(parseArguments(words.split(' '))).toMatchObject({
			models: ['a', 'b'],
			preprocess: ['tf', 'caffe'],
			exposure: ['standardised', 'standardised'],
			split: 'val',
			study: 't'
		});
	});

	it('takes a scale and an offset, of all channels or of each', () => {
		const words =
			'--models a b --preprocess scale=1/255 scale=0.5,1,2:offset=0,-1,3 --testset s --out o';
		expect(parseArguments(words.split(' '))?.preprocess).toEqual([
			`scale=${1 / 255}:offset=0`,
			'scale=0.5,1,2:offset=0,-1,3'
		]);
	});

	it('passes over the index that static/models/* names too', () => {
		const words = '--models m/a m/index.json m/b --testset s --out o --preprocess tf caffe';
		expect(parseArguments(words.split(' '))).toMatchObject({
			models: ['m/a', 'm/b'],
			preprocess: ['tf', 'caffe']
		});
	});

	it('gives null where help is asked for', () => {
		expect(parseArguments(['--models', 'a', '--help'])).toBeNull();
	});

	it.each([
		['', /--models is missing/],
		['--models --testset s --out o', /^--models needs a value/],
		['--models a --out o', /--testset is missing/],
		['--models a --testset s', /--out is missing/],
		['a --models b', /^a: an option was expected/],
		['--model a', /--model is not known/],
		['--models a --testset s --out', /^--out needs a value/],
		['--models a --testset s t --out o', /--testset takes one value, not 2/],
		['--models a --testset s --out o --split dev', /--split dev: train, val and test/],
		[
			'--models a --testset s --out o --preprocess keras',
			/--preprocess keras: tf, caffe, torch, 0-1, none or scale=S/
		],
		['--models a --testset s --out o --preprocess tf tf', /2 values for 1 models/],
		['--models a --testset s --out o --exposure dark', /--exposure dark: as-is and standardised/]
	])('refuses "%s"', (words, message) => {
		expect(() => parseArguments(words.split(' ').filter(Boolean))).toThrow(message);
	});
});
