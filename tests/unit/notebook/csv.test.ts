import { expect, test } from 'vitest';
import { csvOf } from '#lib/study/export/csv.ts';

test('no text is a formula to a spreadsheet, figures stay as they are', () => {
	const table = {
		caption: 'Example',
		columns: [{ label: 'note' }, { label: '=interval' }],
		rows: [
			['=HYPERLINK("http://example.org")', '-1.0 to 2.0'],
			['-1+2', '+0.5'],
			['plain = plain', null],
			['\n=1', '＝1＋1'],
			['＠SUM(1)', '-1e-7']
		]
	};
	expect(csvOf(table)).toBe(
		`note,'=interval\n"'=HYPERLINK(""http://example.org"")",-1.0 to 2.0\n'-1+2,+0.5\nplain = plain,\n"'\n=1",'＝1＋1\n'＠SUM(1),-1e-7`
	);
});

test('numbers keep their precision, unknown is empty, commas and quotes are escaped', () => {
	const table = {
		caption: 'Example',
		columns: [{ label: 'name' }, { label: 'value, 0-1', numeric: true }],
		rows: [
			['Xception', 1 / 3],
			['a "quoted", name', -0.25],
			['one;=two', null]
		]
	};
	expect(csvOf(table)).toBe(
		'name,"value, 0-1"\nXception,0.3333333333333333\n"a ""quoted"", name",-0.25\n"one;=two",'
	);
});
