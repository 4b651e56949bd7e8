import { expect, test } from 'vitest';
import { asSentence } from '#lib/core/as-sentence.ts';

test.each([
	['card.json: the server answered 404 Not Found', 'card.json: the server answered 404 Not Found.'],
	['card.json: the server answered 404 ', 'card.json: the server answered 404.'],
	['Try again.', 'Try again.'],
	['Is it there?', 'Is it there?'],
	['It said “no.”', 'It said “no.”'],
	["Unexpected token '<'", "Unexpected token '<'."]
])('%s can be followed by another sentence', (message, sentence) => {
	expect(asSentence(message)).toBe(sentence);
});
