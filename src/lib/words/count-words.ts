const NUMBERS = [
	'none',
	'one',
	'two',
	'three',
	'four',
	'five',
	'six',
	'seven',
	'eight',
	'nine',
	'ten'
];

/** A number up to ten as a word, none for 0. */
export function numberWord(count: number): string {
	return NUMBERS[count] ?? String(count);
}

/** "three networks read", "one network reads" */
export function networksRead(count: number): string {
	return count === 1 ? 'one network reads' : `${numberWord(count)} networks read`;
}
