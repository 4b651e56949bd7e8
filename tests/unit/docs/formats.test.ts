import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { predictionColumns } from '#lib/data/sources/predictions-csv.ts';
import pinned from '../../fixtures/pinned/addresses.json' with { type: 'json' };

const formats = readFileSync('docs/FORMATS.md', 'utf8');

test('docs/FORMATS.md names every column of predictions.csv', () => {
	const written = section('predictions.csv').replace('`p0` to `p4`', '`p0` `p1` `p2` `p3` `p4`');
	for (const column of predictionColumns(5)) expect(written).toContain(`\`${column}\``);
});

test('docs/FORMATS.md has a row for every field of an address that a link may hold', () => {
	const fields = new Set(pinned.flatMap(({ opened }) => [...new URLSearchParams(opened).keys()]));
	for (const field of fields) {
		// `theme` is in the pinned links as a field that nobody knows.
		if (['v', 'backend', 'theme'].includes(field)) continue;
		expect(section('Address')).toMatch(new RegExp(`^\\| \`${field}\` `, 'm'));
	}
});

function section(title: string): string {
	return formats.split(/^## /m).find((part) => part.startsWith(`${title}\n`))!;
}
