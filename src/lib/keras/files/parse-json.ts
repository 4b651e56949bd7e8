import { ModelFileError } from '#lib/keras/errors.ts';

/** Deeper than this no model is nested; JSON.parse and what walks its result would overflow the stack. */
const MOST_LEVELS = 1000;
/** Configurations of the largest networks are of a few million letters. */
const MOST_LETTERS = 1 << 26;

/**
 * Parses a JSON part of a model file.
 * @throws ModelFileError naming file and part where it is damaged, too large or nested too deeply.
 */
export function parseJson(text: string, part: string, fileName: string): unknown {
	if (text.length > MOST_LETTERS) {
		throw new ModelFileError(
			fileName,
			`its ${part} is larger than any model's; save the model again`
		);
	}
	if (levels(text) > MOST_LEVELS) {
		throw new ModelFileError(
			fileName,
			`its ${part} is nested more than ${MOST_LEVELS} levels deep; no model is`
		);
	}
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new ModelFileError(fileName, `its ${part} is damaged`, { cause });
	}
}

/** How many brackets stand inside each other at most, those in strings left out. */
function levels(text: string): number {
	let depth = 0;
	let deepest = 0;
	let quoted = false;
	for (let at = 0; at < text.length; at++) {
		const letter = text.charCodeAt(at);
		if (quoted) {
			if (letter === 0x5c) at++;
			else if (letter === 0x22) quoted = false;
		} else if (letter === 0x22) quoted = true;
		else if (letter === 0x7b || letter === 0x5b) deepest = Math.max(deepest, ++depth);
		else if (letter === 0x7d || letter === 0x5d) depth--;
	}
	return deepest;
}
