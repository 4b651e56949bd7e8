import { asError } from '#lib/core/async/as-error.ts';
import { asSentence } from '#lib/core/as-sentence.ts';
import {
	formatNotesFile,
	NOTE_LENGTH,
	parseNotesFile,
	TAGS_PER_KNEE,
	tidyTag,
	type KneeNote
} from '#lib/data/sources/notes-file.ts';
import type { PageStorage } from '#lib/study/page-storage.ts';
import type { KneeTable } from '#lib/study/readings/knee-table.ts';

export { NOTE_LENGTH, TAG_LENGTH, TAGS_PER_KNEE } from '#lib/data/sources/notes-file.ts';

export interface TagCount {
	tag: string;
	knees: number;
}

/** What came of an import: notes taken, and notes left because what is here was changed later. */
export interface NotesImport {
	taken: number;
	older: number;
}

const NOTHING: Pick<KneeNote, 'note' | 'tags'> = { note: '', tags: [] };

/**
 * The visitor's own notes and tags on the knees of this test set. They stay in the browser; nothing is sent.
 */
export class KneeNotes {
	readonly #table: KneeTable;
	readonly #storage: Pick<PageStorage, 'getItem' | 'setItem'> | null;
	readonly #key: string;
	#notes = $state.raw<ReadonlyMap<string, KneeNote>>(new Map());
	#failure = $state.raw<Error | null>(null);

	/** Every tag in use with its knees, in alphabetical order. */
	readonly tags: readonly TagCount[] = $derived.by(() => {
		const counts = new Map<string, number>();
		for (const { tags } of this.#notes.values()) {
			for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
		}
		return [...counts]
			.map(([tag, knees]) => ({ tag, knees }))
			.sort((a, b) => a.tag.localeCompare(b.tag, 'en'));
	});

	/** @param storage keeps the notes between visits; null where nothing does */
	constructor(table: KneeTable, storage: Pick<PageStorage, 'getItem' | 'setItem'> | null) {
		this.#table = table;
		this.#storage = storage;
		this.#key = `kneelens.notes.${table.manifest.fingerprint}`;
		this.reload();
	}

	/** Knees with a note or a tag. */
	get count(): number {
		return this.#notes.size;
	}

	/** Why the notes could not be read or kept; null where all is well. */
	get failure(): Error | null {
		return this.#failure;
	}

	/** Empty where the knee has neither. */
	of(knee: string): Pick<KneeNote, 'note' | 'tags'> {
		return this.#notes.get(knee) ?? NOTHING;
	}

	/** Whether a knee has a tag, or for null any tag or note. */
	isTagged(knee: string, tag: string | null): boolean {
		const note = this.#notes.get(knee);
		return note !== undefined && (tag === null || note.tags.includes(tag));
	}

	/** Replaces the text on a knee; a longer one is cut. */
	setNote(knee: string, text: string): void {
		this.#put(knee, { note: text.slice(0, NOTE_LENGTH), tags: this.of(knee).tags });
	}

	/** Adds a tag; none where the text holds nothing to keep, the knee has it, or has as many as there may be. */
	addTag(knee: string, text: string): void {
		const tag = tidyTag(text);
		const { note, tags } = this.of(knee);
		if (tag === '' || tags.includes(tag) || tags.length >= TAGS_PER_KNEE) return;
		this.#put(knee, { note, tags: [...tags, tag] });
	}

	removeTag(knee: string, tag: string): void {
		const { note, tags } = this.of(knee);
		if (tags.includes(tag)) this.#put(knee, { note, tags: tags.filter((one) => one !== tag) });
	}

	/** The text of a file that `importFile` reads. */
	exported(): string {
		return formatNotesFile(this.#table.manifest.fingerprint, [...this.#notes.values()]);
	}

	/**
	 * Takes the notes of a saved file; where both have a note on a knee, the one changed later stays.
	 *
	 * @throws Error naming the file and the reason; then nothing has changed
	 */
	importFile(bytes: Uint8Array, file: string): NotesImport {
		const { notes } = this.#parse(bytes, file);
		const merged = new Map(this.#notes);
		let taken = 0;
		for (const note of notes) {
			const here = merged.get(note.knee);
			if (here && Date.parse(here.changed) >= Date.parse(note.changed)) continue;
			merged.set(note.knee, note);
			taken++;
		}
		this.#keep(merged);
		return { taken, older: notes.length - taken };
	}

	/** Reads again what is kept, e.g. after another tab has written. */
	reload(): void {
		let text: string | null = null;
		try {
			text = this.#storage?.getItem(this.#key) ?? null;
			this.#notes = text ? this.#read(text) : new Map();
			this.#failure = null;
		} catch (thrown) {
			this.#failure = new Error(
				`The notes kept in this browser cannot be read: ${asSentence(asError(thrown).message)} They are set aside, not deleted.`,
				{ cause: thrown }
			);
			if (text) this.#setAside(text);
		}
	}

	#read(text: string): Map<string, KneeNote> {
		const { notes } = this.#parse(new TextEncoder().encode(text), 'Browser storage');
		return new Map(notes.map((note) => [note.knee, note]));
	}

	#parse(bytes: Uint8Array, file: string) {
		return parseNotesFile(bytes, file, {
			fingerprint: this.#table.manifest.fingerprint,
			holds: (knee) => this.#table.row(knee) !== null
		});
	}

	#put(knee: string, { note, tags }: Pick<KneeNote, 'note' | 'tags'>): void {
		const notes = new Map(this.#notes);
		if (note === '' && tags.length === 0) notes.delete(knee);
		else notes.set(knee, { knee, note, tags: [...tags], changed: laterThan(notes.get(knee)) });
		this.#keep(notes);
	}

	#keep(notes: ReadonlyMap<string, KneeNote>): void {
		this.#notes = notes;
		try {
			if (!this.#storage) throw new Error('it offers no storage.');
			this.#storage.setItem(this.#key, this.exported());
			this.#failure = null;
		} catch (thrown) {
			this.#failure = new Error(
				`This browser does not keep the notes: ${asSentence(asError(thrown).message)} Save them as a file before you leave the page.`,
				{ cause: thrown }
			);
		}
	}

	#setAside(text: string): void {
		try {
			this.#storage?.setItem(`${this.#key}.unreadable`, text);
		} catch {
			return;
		}
	}
}

/** The last time that ISO 8601 writes with four digits of the year. */
const LAST_TIME = Date.parse('9999-12-31T23:59:59.999Z');

/** Now; later than a note that was changed on a computer whose clock is ahead. */
function laterThan(before: KneeNote | undefined): string {
	const earliest = before ? Date.parse(before.changed) + 1 : 0;
	return new Date(Math.min(Math.max(Date.now(), earliest || 0), LAST_TIME)).toISOString();
}
