import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { KneeNotes } from '#lib/study/selection/knee-notes.svelte.ts';
import { withoutLayout } from '../without-layout.ts';
import { fakeStudy } from './fake-study.ts';
import KneesPage from './KneesPage.svelte';
import MistakesPage from './MistakesPage.svelte';

beforeEach(() => {
	localStorage.clear();
	withoutLayout();
});

afterEach(() => {
	cleanup();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

const KEY = `kneelens.notes.${'f'.repeat(64)}`;
const bytes = (text: string) => new TextEncoder().encode(text);

test('notes and tags are kept for the next visit, and cleared ones are gone', () => {
	const { table } = fakeStudy({ test: 20, val: 0 });
	const [one, two] = table.knees.map(({ id }) => id);
	const notes = new KneeNotes(table, localStorage);
	notes.setNote(one, 'A spur?');
	notes.addTag(one, ' label,  wrong ');
	notes.addTag(one, 'label wrong');
	notes.addTag(two, 'label wrong');
	expect(notes.tags).toEqual([{ tag: 'label wrong', knees: 2 }]);
	const next = new KneeNotes(table, localStorage);
	expect(next.of(one)).toMatchObject({ note: 'A spur?', tags: ['label wrong'] });
	next.setNote(one, '');
	next.removeTag(one, 'label wrong');
	expect(new KneeNotes(table, localStorage).count).toBe(1);
});

test('a saved file brings the notes to another browser; the later change stays', () => {
	vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00Z') });
	const { table } = fakeStudy({ test: 20, val: 0 });
	const [one, two] = table.knees.map(({ id }) => id);
	const storage = () => {
		const map = new Map<string, string>();
		return {
			getItem: (key: string) => map.get(key) ?? null,
			setItem: (key: string, value: string) => void map.set(key, value)
		};
	};
	const here = new KneeNotes(table, storage());
	here.setNote(one, 'early');
	here.addTag(two, 'x');
	const file = here.exported();
	vi.setSystemTime(Date.parse('2026-01-02T00:00:00Z'));
	const there = new KneeNotes(table, storage());
	there.setNote(one, 'later');
	expect(there.importFile(bytes(file), 'notes.json')).toEqual({ taken: 1, older: 1 });
	expect(there.of(one).note).toBe('later');
	expect(there.isTagged(two, 'x')).toBe(true);
	const before = there.exported();
	const wrong = file.replace(two, 'nobody');
	expect(() => there.importFile(bytes(wrong), 'notes.json')).toThrow(
		'notes.json: knee nobody is not part of this test set.'
	);
	expect(there.exported()).toBe(before);
	vi.useRealTimers();
});

test('an edit is later than the note it replaces, though that came from a clock that is ahead', () => {
	const { table } = fakeStudy({ test: 20, val: 0 });
	const [one] = table.knees.map(({ id }) => id);
	const fileOf = (changed: string) =>
		JSON.stringify({
			format: 'kneelens-notes',
			version: 1,
			testset: table.manifest.fingerprint,
			notes: [{ knee: one, note: 'from elsewhere', tags: [], changed }]
		});
	for (const ahead of ['2199-01-01T12:00:00+02:00', '9999-12-31T23:59:59.999Z']) {
		localStorage.clear();
		const notes = new KneeNotes(table, localStorage);
		notes.importFile(bytes(fileOf(ahead)), 'notes.json');
		notes.setNote(one, 'edited here');
		expect(notes.importFile(bytes(fileOf(ahead)), 'notes.json')).toEqual({ taken: 0, older: 1 });
		expect(notes.of(one).note).toBe('edited here');
		const next = new KneeNotes(table, localStorage);
		expect(next.failure).toBeNull();
		expect(next.of(one).note).toBe('edited here');
	}
});

test('what cannot be read is set aside, what cannot be kept is said', () => {
	const { table } = fakeStudy({ test: 20, val: 0 });
	localStorage.setItem(KEY, '{"format":"other"}');
	const notes = new KneeNotes(table, localStorage);
	expect(notes.failure?.message).toMatch(/^The notes kept in this browser cannot be read: Browser/);
	expect(localStorage.getItem(`${KEY}.unreadable`)).toBe('{"format":"other"}');
	const full = new KneeNotes(table, {
		getItem: () => null,
		setItem: () => {
			throw new Error('The quota has been exceeded.');
		}
	});
	full.setNote(table.knees[0].id, 'kept on the page');
	expect(full.failure?.message).toContain('The quota has been exceeded. Save them as a file');
	expect(full.of(table.knees[0].id).note).toBe('kept on the page');
});

test('N leads to the note; what is written there is no command', async () => {
	const study = fakeStudy({ test: 4, val: 0 });
	const { selection, table } = study;
	render(MistakesPage, { study });
	const [row, next] = table.evaluatedRows;
	selection.open(row);
	const panel = within(await screen.findByRole('dialog'));
	await fireEvent.keyDown(window, { key: 'n' });
	const field = panel.getByLabelText<HTMLTextAreaElement>('Your note and tags');
	expect(document.activeElement).toBe(field);
	await fireEvent.input(field, { target: { value: 'Looks like 1' } });
	await fireEvent.keyDown(field, { key: 'o' });
	expect(selection.openRow).toBe(row);
	const tag = panel.getByLabelText('Add a tag');
	await fireEvent.input(tag, { target: { value: 'label wrong' } });
	await fireEvent.keyDown(tag, { key: 'Enter' });
	expect(study.notes.of(table.knees[row].id)).toMatchObject({
		note: 'Looks like 1',
		tags: ['label wrong']
	});
	await fireEvent.click(panel.getByLabelText('Remove tag label wrong'));
	expect(study.notes.of(table.knees[row].id).tags).toEqual([]);
	selection.open(next);
	await waitFor(() =>
		expect(panel.getByLabelText<HTMLTextAreaElement>('Your note and tags').value).toBe('')
	);
});

test('a tag marks the thumbnail and is a selection, which follows the tags', async () => {
	const study = fakeStudy({ test: 4, val: 0 });
	const { notes, selection, table } = study;
	const [row] = table.evaluatedRows;
	notes.setNote(table.knees[row].id, 'Looks like 1');
	notes.addTag(table.knees[row].id, 'label wrong');
	const { unmount } = render(KneesPage, { study, row });
	expect(screen.getByRole('img').getAttribute('aria-label')).toMatch(
		/; with a note; tagged label wrong$/
	);
	unmount();
	render(MistakesPage, { study });
	const choice = screen.getByText('label wrong').closest('button')!;
	expect(choice.textContent?.replace(/\s+/g, ' ').trim()).toBe('label wrong 1');
	await fireEvent.click(choice);
	expect(selection.current).toEqual({ kind: 'tagged', tag: 'label wrong' });
	expect(selection.rows).toEqual([row]);
	notes.removeTag(table.knees[row].id, 'label wrong');
	expect(selection.rows).toEqual([]);
});

test('a file that cannot be taken says which and why', async () => {
	const study = fakeStudy({ test: 20, val: 20 });
	render(MistakesPage, { study });
	const input = screen.getByLabelText<HTMLInputElement>('Notes file');
	const choose = (text: string) =>
		fireEvent.change(input, {
			target: {
				files: [
					Object.assign(new File([text], 'mine.json'), {
						arrayBuffer: async () => bytes(text).buffer
					})
				]
			}
		});
	await choose('{');
	expect((await screen.findByRole('alert')).textContent).toMatch(
		/^Nothing was imported\. mine\.json is not valid JSON/
	);
	const other = new KneeNotes(study.table, null);
	other.addTag(study.table.knees[0].id, 'ours');
	await choose(other.exported());
	expect(await screen.findByText('mine.json: notes on 1 knee imported.')).toBeTruthy();
	expect(study.notes.tags).toEqual([{ tag: 'ours', knees: 1 }]);
});
