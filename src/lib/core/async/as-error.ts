/** What was thrown, as an Error; the text of anything else becomes its message. */
export function asError(thrown: unknown): Error {
	return thrown instanceof Error ? thrown : new Error(String(thrown), { cause: thrown });
}
