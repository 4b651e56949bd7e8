import { expect, test } from 'vitest';
import { csvOf } from '#lib/notebook/csv.ts';

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
