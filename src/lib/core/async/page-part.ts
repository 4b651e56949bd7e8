/** How long a part may take before the page says that it does not come. */
const PATIENCE_MS = 20_000;

/** A part of the page's program did not come. */
export class MissingPartError extends Error {
	override name = 'MissingPartError';

	/** @param late whether it may still come */
	constructor(
		message: string,
		readonly late: boolean,
		options?: ErrorOptions
	) {
		super(message, options);
	}
}

/**
 * Fetches a part of the page's program that comes only when it is needed. Every `import()` of the page goes through this, so that
 * one that fails says so in words.
 *
 * @param what the part, as the beginning of a sentence, e.g. "The writer of CSV files"
 * @throws MissingPartError saying what did not come and what to do; what comes late is there when it is asked for again
 */
export async function pagePart<Part>(what: string, load: () => Promise<Part>): Promise<Part> {
	let timer: ReturnType<typeof setTimeout>;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(
			() =>
				reject(
					new MissingPartError(
						`${what} did not arrive within ${PATIENCE_MS / 1000} seconds. Check the connection, then try again.`,
						true
					)
				),
			PATIENCE_MS
		);
	});
	try {
		return await Promise.race([load(), late]);
	} catch (error) {
		if (error instanceof MissingPartError) throw error;
		throw new MissingPartError(
			`${what} could not be fetched. Check the connection and try again; if the site was updated since this page was opened, reload the page.`,
			false,
			{ cause: error }
		);
	} finally {
		clearTimeout(timer!);
	}
}
