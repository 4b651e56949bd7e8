/** Somebody left off what was being computed. */
export class Stopped extends Error {
	override name = 'Stopped';

	constructor() {
		super('This was stopped before it finished.');
	}
}

/**
 * Asks the worker one part after another, so that it can answer others in between.
 *
 * @param onProgress how many of so many parts are known
 * @returns the answers, in the order of the parts
 * @throws Stopped once the signal is aborted
 */
export async function inParts<Part, Answer>(
	parts: readonly Part[],
	ask: (part: Part) => Promise<Answer>,
	onProgress: (done: number, of: number) => void = () => {},
	signal?: AbortSignal
): Promise<Answer[]> {
	const answers: Answer[] = [];
	for (const part of parts) {
		onProgress(answers.length, parts.length);
		answers.push(await ask(part));
		if (signal?.aborted) throw new Stopped();
	}
	return answers;
}
