import { parseArgs, type ParseArgsConfig } from 'node:util';

/**
 * `parseArgs` of Node, whose errors come in a sentence and with the usage.
 * @throws Error for an unknown option, a missing value, and a word that no option takes
 */
export function parseOptions<const Config extends ParseArgsConfig>(
	usage: string,
	config: Config
): ReturnType<typeof parseArgs<Config>> {
	try {
		return parseArgs(config);
	} catch (error) {
		const { code = '', message } = error as NodeJS.ErrnoException;
		if (!code.startsWith('ERR_PARSE_ARGS')) throw error;
		throw new Error(`${inWords(message)}\n\n${usage}`, { cause: error });
	}
}

/** What Node says, without its advice on quoting. */
function inWords(message: string): string {
	const unknown = /^Unknown option '([^']+)'/.exec(message);
	if (unknown) return `${unknown[1]} is not known.`;
	const valueless = /^Option '([^' ]+)[^']*' argument (missing|is ambiguous)/.exec(message);
	if (valueless) return `${valueless[1]} needs a value.`;
	const [first] = message.split(/\.\s|\n/);
	return first.endsWith('.') ? first : `${first}.`;
}
