/** Which knees a reading draws: so many, with this seed. */
export interface ReadingPlan {
	count: number;
	/** 0 to 2^32 - 1 */
	seed: number;
}

/** A reading that an address names. */
export interface LinkedReading extends ReadingPlan {
	/** First characters of the fingerprint of the test set it was made for; null where it names none. */
	set: string | null;
}

/** How many characters of a test set's fingerprint stand for it where people see it. */
const SHORT_FINGERPRINT = 8;

/** The cell's anchor; the reading follows it as a query of its own, so that other parts may join. */
const ANCHOR = '#reader-mode';
const MOST_KNEES = 1000;
const MOST_SEED = 0xffffffff;

export function shortFingerprint(fingerprint: string): string {
	return fingerprint.slice(0, SHORT_FINGERPRINT);
}

/** The end of the address that opens a reading, e.g. `#reader-mode?n=20&seed=7&set=0a1b2c3d`. */
export function readingLink({ count, seed }: ReadingPlan, fingerprint: string): string {
	const query = new URLSearchParams({
		n: String(count),
		seed: String(seed),
		set: shortFingerprint(fingerprint)
	});
	return `${ANCHOR}?${query}`;
}

/** Whether the end of an address is that of a reading, damaged or not. */
export function namesReading(hash: string): boolean {
	return hash.startsWith(`${ANCHOR}?`);
}

/** The reading that the end of an address names; null where it names none or is damaged. */
export function linkedReading(hash: string): LinkedReading | null {
	const [anchor, query] = splitOnce(hash, '?');
	if (anchor !== ANCHOR || query === null) return null;
	const parameters = new URLSearchParams(query);
	const count = wholeNumber(parameters.get('n'), 1, MOST_KNEES);
	const seed = wholeNumber(parameters.get('seed'), 0, MOST_SEED);
	if (count === null || seed === null) return null;
	return { count, seed, set: parameters.get('set') };
}

/** A seed as somebody typed it; null where it is none. */
export function parseSeed(text: string): number | null {
	return wholeNumber(text.trim(), 0, MOST_SEED);
}

function wholeNumber(text: string | null, least: number, most: number): number | null {
	if (text === null || !/^\d{1,10}$/.test(text)) return null;
	const value = Number(text);
	return value >= least && value <= most ? value : null;
}

function splitOnce(text: string, separator: string): [string, string | null] {
	const at = text.indexOf(separator);
	return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}
