import * as v from 'valibot';
import { sha256Schema } from '#lib/data/schemas/file-schema.ts';
import { parseJson } from '#lib/data/schemas/parse-json.ts';

/** What a visitor wrote about one knee. */
export interface KneeNote {
	/** Id of the knee in its test set. */
	knee: string;
	/** Plain text; empty where there are only tags. */
	note: string;
	tags: string[];
	/** When it was last changed, ISO 8601 in UTC. */
	changed: string;
}

/** Notes on the knees of one test set, as they are kept in the browser and saved as a file. */
export interface NotesFile {
	format: 'kneelens-notes';
	version: 1;
	/** Fingerprint of the test set. */
	testset: string;
	notes: KneeNote[];
}

export const NOTE_LENGTH = 4000;
export const TAG_LENGTH = 40;
export const TAGS_PER_KNEE = 20;

const noteSchema = v.object({
	knee: v.pipe(v.string(), v.nonEmpty('is empty')),
	note: v.pipe(v.string(), v.maxLength(NOTE_LENGTH, `is longer than ${NOTE_LENGTH} characters`)),
	tags: v.pipe(
		v.array(
			v.pipe(
				v.string(),
				v.maxLength(TAG_LENGTH, `is longer than ${TAG_LENGTH} characters`),
				v.check(
					(tag) => tag !== '' && tag === tidyTag(tag),
					'is empty, or has commas, line breaks or surplus spaces'
				)
			)
		),
		v.maxLength(TAGS_PER_KNEE, `holds more than ${TAGS_PER_KNEE} tags`)
	),
	changed: v.pipe(v.string(), v.isoTimestamp('is not a time in ISO 8601'))
});

export const notesFileSchema = v.object({
	format: v.literal('kneelens-notes', 'is not "kneelens-notes": this is not a notes file'),
	version: v.literal(1, 'is not 1: the notes were saved by another version of KneeLens'),
	testset: sha256Schema,
	notes: v.array(noteSchema)
}) satisfies v.GenericSchema<unknown, NotesFile>;

/** A tag as it is kept: single spaces, none at its ends, no commas, at most 40 characters. */
export function tidyTag(text: string): string {
	return text
		.replace(/[\s,]+/g, ' ')
		.trim()
		.slice(0, TAG_LENGTH)
		.trim();
}

/**
 * Reads a file of notes.
 *
 * @param file what to call it in errors
 * @param set the test set that the notes must be on
 * @throws Error naming the file and the reason: no JSON, a field that is wrong, another test set, a knee that
 * is not in it, the same knee twice
 */
export function parseNotesFile(
	bytes: Uint8Array,
	file: string,
	set: { fingerprint: string; holds: (knee: string) => boolean }
): NotesFile {
	const parsed = parseJson(bytes, notesFileSchema, file);
	if (parsed.testset !== set.fingerprint) {
		throw new Error(
			`${file}: its notes belong to another test set (${parsed.testset.slice(0, 12)}, this one is ${set.fingerprint.slice(0, 12)}).`
		);
	}
	const seen = new Set<string>();
	for (const { knee } of parsed.notes) {
		if (!set.holds(knee)) throw new Error(`${file}: knee ${knee} is not part of this test set.`);
		if (seen.has(knee)) throw new Error(`${file}: knee ${knee} is listed twice.`);
		seen.add(knee);
	}
	return parsed;
}

/** The text of a file of notes, knees in alphabetical order. */
export function formatNotesFile(testset: string, notes: readonly KneeNote[]): string {
	const file: NotesFile = {
		format: 'kneelens-notes',
		version: 1,
		testset,
		notes: notes.toSorted((a, b) => (a.knee < b.knee ? -1 : 1))
	};
	return `${JSON.stringify(file, null, '\t')}\n`;
}
