import { describe, expect, it } from 'vitest';
import {
	formatNotesFile,
	parseNotesFile,
	tidyTag,
	type KneeNote
} from '#lib/data/sources/notes-file.ts';

const fingerprint = 'a'.repeat(64);
const set = { fingerprint, holds: (knee: string) => /^\d[LR]$/.test(knee) };
const note = (knee: string): KneeNote => ({
	knee,
	note: 'Spur? “ü”',
	tags: ['look again'],
	changed: '2026-01-02T03:04:05.678Z'
});
const parse = (text: string) => parseNotesFile(new TextEncoder().encode(text), 'my.json', set);
const changed = (change: (file: ReturnType<typeof parse>) => void) => {
	const file = JSON.parse(formatNotesFile(fingerprint, [note('1L')]));
	change(file);
	return JSON.stringify(file);
};

describe('a file of notes', () => {
	it('reads back what was written', () => {
		expect(parse(formatNotesFile(fingerprint, [note('2R'), note('1L')]))).toEqual({
			format: 'kneelens-notes',
			version: 1,
			testset: fingerprint,
			notes: [note('1L'), note('2R')]
		});
	});

	it.each([
		['{"format":', /^my\.json is not valid JSON: /],
		['[]', /^my\.json: /],
		[
			changed((file) => Object.assign(file, { format: 'x' })),
			'my.json: format: is not "kneelens-notes"'
		],
		[changed((file) => Object.assign(file, { version: 2 })), 'my.json: version: is not 1'],
		[
			changed((file) => (file.testset = 'b'.repeat(64))),
			'my.json: its notes belong to another test set (bbbbbbbbbbbb, this one is aaaaaaaaaaaa).'
		],
		[changed((file) => (file.notes[0].knee = 'nobody')), 'my.json: knee nobody is not part'],
		[changed((file) => file.notes.push(note('1L'))), 'my.json: knee 1L is listed twice.'],
		[
			changed((file) => (file.notes[0].tags = ['fine', ' not'])),
			'my.json: notes.0.tags.1: is empty, or has commas, line breaks or surplus spaces'
		],
		[
			changed((file) => (file.notes[0].note = 'x'.repeat(4001))),
			'my.json: notes.0.note: is longer than 4000 characters'
		],
		[
			changed((file) => (file.notes[0].changed = 'yesterday')),
			'my.json: notes.0.changed: is not a time in ISO 8601'
		]
	])('says what is wrong with %s', (text, message) => {
		expect(() => parse(text)).toThrow(message);
	});
});

it('tidies tags', () => {
	expect(tidyTag('  label,  wrong?\n')).toBe('label wrong?');
	expect(tidyTag(' , ')).toBe('');
	expect(tidyTag('x'.repeat(50))).toHaveLength(40);
	expect(tidyTag(`${'x'.repeat(39)} y`)).toBe('x'.repeat(39));
});
