import { expect, test } from 'vitest';
import { csvOf } from '#lib/notebook/csv.ts';

test('what visitors wrote is no formula to a spreadsheet, other text stays as it is', () => {
	const table = {
		caption: 'Example',
		columns: [{ label: 'note', written: true }, { label: 'interval' }],
		rows: [
			['=HYPERLINK("http://example.org")', '-1.0 to 2.0'],
			['-1+2', '+0.5'],
			['plain = plain', null]
		]
	};
	expect(csvOf(table)).toBe(
		`note,interval\n"'=HYPERLINK(""http://example.org"")",-1.0 to 2.0\n'-1+2,+0.5\nplain = plain,`
	);
});

test('numbers keep their precision, unknown is empty, commas and quotes are escaped', () => {
	const table = {
		caption: 'Example',
		columns: [{ label: 'name' }, { label: 'value, 0-1', numeric: true }],
		rows: [
			['Xception', 1 / 3],
			['a "quoted", name', null]
		]
	};
	expect(csvOf(table)).toBe(
		'name,"value, 0-1"\nXception,0.3333333333333333\n"a ""quoted"", name",'
	);
});
