import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../../scripts/options.ts';

const parse = (...args: string[]) =>
	parseOptions('How to use it', {
		args,
		options: {
			out: { type: 'string', default: 'here' },
			help: { type: 'boolean', default: false }
		}
	}).values;

describe('parseOptions', () => {
	it('gives values, those of the last word where an option comes twice', () => {
		expect({ ...parse() }).toEqual({ out: 'here', help: false });
		expect({ ...parse('--out', 'a', '--out=b', '--help') }).toEqual({ out: 'b', help: true });
	});

	it.each([
		[['--outt', 'a'], '--outt is not known.'],
		[['-x'], '-x is not known.'],
		[['--out'], '--out needs a value.'],
		[['--out', '--help'], '--out needs a value.'],
		[['word'], "Unexpected argument 'word'."],
		[['--help=yes'], "Option '--help' does not take an argument."]
	])('%j: %s', (args, sentence) => {
		expect(() => parse(...args)).toThrow(`${sentence}\n\nHow to use it`);
	});
});
