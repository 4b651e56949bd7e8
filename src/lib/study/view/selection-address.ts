import * as v from 'valibot';
import { rowsFromWord, rowsToWord } from '#lib/study/selection/listed-rows.ts';
import type { Selection } from '#lib/study/selection/selected-rows.ts';

const SEPARATOR = '~';

const grade = v.pipe(v.string(), v.regex(/^[0-4]$/), v.transform(Number));
const count = v.pipe(v.string(), v.regex(/^\d{1,2}$/), v.transform(Number));
const share = v.pipe(v.string(), v.regex(/^(0(\.\d{1,4})?|1)$/), v.transform(Number));
const orNull = <Value>(schema: v.GenericSchema<string, Value>) =>
	v.union([
		v.pipe(
			v.literal(''),
			v.transform(() => null)
		),
		schema
	]);
const merging = v.optional(v.picklist(['none', 'three', 'kl2']));
const system = v.pipe(v.string(), v.nonEmpty());
const rows = v.pipe(v.string(), v.transform(rowsFromWord), v.array(v.number()));

/** What follows the kind of a selection, in this order; new fields are added at the end, so that old links keep working. */
const KINDS = {
	matrix: v.object({ system, truth: orNull(grade), read: orNull(grade), merging }),
	difference: v.object({
		a: system,
		b: system,
		truth: orNull(grade),
		read: orNull(grade),
		change: v.picklist(['moved', 'gained', 'lost']),
		merging
	}),
	mistakes: v.object({ system }),
	agreement: v.object({ right: count, truth: orNull(grade) }),
	grade: v.object({ truth: grade }),
	rule: v.object({ system, change: v.picklist(['changed', 'righted', 'wronged']) }),
	screening: v.object({
		system,
		threshold: share,
		outcome: v.picklist(['found', 'alarm', 'passed', 'missed'])
	}),
	tagged: v.object({ tag: orNull(v.pipe(v.string(), v.nonEmpty())) }),
	listed: v.object({
		rows,
		words: v.string(),
		basis: v.optional(v.string()),
		among: v.optional(v.string())
	})
};

type AddressedKind = keyof typeof KINDS;

/** A selection as a word of an address, e.g. `matrix~xception~3~2`; null for a kind that no address can name. */
export function selectionToAddress(selection: Selection): string | null {
	const kind = selection.kind ?? 'matrix';
	if (!isAddressed(kind)) return null;
	const values = selection as unknown as Record<string, unknown>;
	const words = Object.keys(KINDS[kind].entries).map((field) => escaped(wordOf(values[field])));
	while (words.at(-1) === '') words.pop();
	return [kind, ...words].join(SEPARATOR);
}

/** The selection that {@link selectionToAddress} wrote; null where the word is damaged or of a later version. */
export function selectionFromAddress(word: string): Selection | null {
	const [kind, ...words] = word.split(SEPARATOR);
	if (!isAddressed(kind)) return null;
	const fields = Object.entries(KINDS[kind].entries);
	if (words.length > fields.length) return null;
	const values: Record<string, unknown> = { kind };
	for (const [place, [field, schema]] of fields.entries()) {
		const text = decoded(words[place] ?? '');
		const optional = schema.type === 'optional';
		const parsed = v.safeParse(schema, optional && text === '' ? undefined : text);
		if (!parsed.success) return null;
		if (parsed.output !== undefined) values[field] = parsed.output;
	}
	return values as unknown as Selection;
}

function wordOf(value: unknown): string {
	return Array.isArray(value) ? rowsToWord(value) : String(value ?? '');
}

function isAddressed(kind: string): kind is AddressedKind {
	return Object.hasOwn(KINDS, kind);
}

/** Only what would end the word; the address escapes the rest itself. */
function escaped(text: string): string {
	return text.replaceAll('%', '%25').replaceAll(SEPARATOR, '%7E');
}

/** Null where the escapes are damaged, which no schema takes. */
function decoded(word: string): string | null {
	try {
		return decodeURIComponent(word);
	} catch {
		return null;
	}
}
