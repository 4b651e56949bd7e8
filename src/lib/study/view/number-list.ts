const SEPARATOR = '-';
const NUMBER = /^\d{1,6}(\.\d{1,6})?$/;

/** Numbers of 0 or more as a word of an address, e.g. `0-1.5-20`. */
export function numbersTo(numbers: readonly number[]): string {
	return numbers.map((number) => String(Number(number.toFixed(6)))).join(SEPARATOR);
}

/** The numbers that {@link numbersTo} wrote; null where there are not `count` of them. */
export function numbersFrom(text: string, count: number): number[] | null {
	const words = text.split(SEPARATOR);
	if (words.length !== count || !words.every((word) => NUMBER.test(word))) return null;
	return words.map(Number);
}
