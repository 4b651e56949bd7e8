import { writeSync } from 'node:fs';
import { plainError } from './plain-error.ts';

/**
 * Runs a command: whatever goes wrong ends in a sentence on stderr and exit code 1; with DEBUG in the environment the stack
 * follows. A reader of its output that goes away, as `head` does, ends the output, not the work.
 * @param load imports the command, so that an error of loading it is treated alike
 */
export async function runCommand(
	load: () => Promise<(words: string[]) => Promise<void>>
): Promise<void> {
	// TensorFlow.js throws such errors once more, and Node then prints the line of code they come from: these come first.
	process.on('uncaughtException', fail);
	process.on('unhandledRejection', fail);
	for (const stream of [process.stdout, process.stderr]) {
		stream.on('error', (error: NodeJS.ErrnoException) => {
			if (error.code !== 'EPIPE') fail(error);
		});
	}
	try {
		const run = await load();
		await run(process.argv.slice(2));
	} catch (error) {
		say(error);
		process.exitCode = 1;
	}
}

function fail(error: unknown): never {
	say(error);
	process.exit(1);
}

function say(error: unknown): void {
	const { DEBUG } = process.env;
	const stack = DEBUG && error instanceof Error ? `\n${error.stack}` : '';
	try {
		writeSync(process.stderr.fd, `${plainError(error)}${stack}\n`);
	} catch {
		// Nobody can be told.
	}
}
