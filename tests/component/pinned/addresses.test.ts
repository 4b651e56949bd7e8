import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openAddresses, serveStatic } from './opened-notebook.ts';

interface PinnedAddress {
	opened: string;
	/** The address of the view that it opens, where that is another. */
	written?: string;
	/** Parts that are not known, as the page names them. */
	unknown?: string[];
}

const ADDRESSES: PinnedAddress[] = JSON.parse(
	readFileSync('tests/fixtures/pinned/addresses.json', 'utf8')
);

let through: Awaited<ReturnType<typeof openAddresses>>['through'];

beforeAll(async () => {
	serveStatic();
	({ through } = await openAddresses());
});

afterAll(() => vi.unstubAllGlobals());

test.each(ADDRESSES)(
	'$opened is opened and written again',
	({ opened, written = opened, unknown = [] }) => {
		expect(through(opened)).toEqual({ written, unknown });
		expect(through('')).toEqual({ written: '', unknown: [] });
	}
);

test('every part of an address stands in the table', () => {
	const names = new Set(ADDRESSES.flatMap(({ opened }) => [...new URLSearchParams(opened).keys()]));
	expect([...names].toSorted().join(' ')).toBe(
		'as-seen assumed-prior backend certainty colours compare figure figure-costs filter gallery grade-figures half-peak knee knee-heat knee-heat-on map map-part maps margin merge order over-film own per-class points reported rule scheme screen select shares share slices strength suspects theme tray-heat v'
			.split(' ')
			.toSorted()
			.join(' ')
	);
});
