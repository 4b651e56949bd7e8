import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { csvText, fromCsvText } from '#lib/data/files/csv-text.ts';

const FORMULAS = ['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '\n=1'].concat(
	['＝1', '＋cmd', '－cmd', '＠x'],
	["'=already", "''=twice"]
);
const PLAIN = ['xception', "it's", "'quoted'", '-1.5', '+2', '-1 to +2', 'a=b', ''];

const cellsOf = (text: string) =>
	Papa.parse<string[]>(text, { delimiter: ',', newline: '\n' }).data.map((row) => row[1]);

test('a formula gets an apostrophe in front, in the header too, and nothing else does', () => {
	const written = cellsOf(
		csvText(
			['n', '=head'],
			[...FORMULAS, ...PLAIN].map((text, i) => [i, text])
		)
	);
	expect(written).toEqual(["'=head", ...FORMULAS.map((text) => `'${text}`), ...PLAIN]);
});

test('reading gives back every text as it was', () => {
	const texts = [...FORMULAS, ...PLAIN];
	const written = cellsOf(
		csvText(
			['n', 'text'],
			texts.map((text, i) => [i, text])
		)
	);
	expect(written.slice(1).map(fromCsvText)).toEqual(texts);
});
