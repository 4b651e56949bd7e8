import { transferHandlers } from 'comlink';

interface PlainError {
	name: string;
	message: string;
	stack: string | undefined;
	cause: PlainError | null;
}

interface Thrown {
	value: unknown;
}

/** Comlink wraps what was thrown in an object with a mark of its own. */
type ThrowHandler = {
	canHandle: (value: unknown) => value is Thrown;
	serialize: (thrown: Thrown) => [unknown, Transferable[]];
	deserialize: (plain: unknown) => never;
};

/**
 * Lets errors cross a worker's border with name, message, stack and chain of causes. To be called on both sides; Comlink
 * by itself drops causes.
 */
export function installErrorTransfer(): void {
	const comlinks = transferHandlers.get('throw') as ThrowHandler;
	const handler: ThrowHandler = {
		canHandle: comlinks.canHandle,
		serialize: ({ value }) => [toPlain(value), []],
		deserialize: (plain) => {
			throw fromPlain(plain as PlainError);
		}
	};
	transferHandlers.set('throw', handler);
}

function toPlain(thrown: unknown): PlainError {
	if (!(thrown instanceof Error)) {
		return { name: 'Error', message: String(thrown), stack: undefined, cause: null };
	}
	const { name, message, stack, cause } = thrown;
	return { name, message, stack, cause: cause === undefined ? null : toPlain(cause) };
}

function fromPlain({ name, message, stack, cause }: PlainError): Error {
	const error = cause ? new Error(message, { cause: fromPlain(cause) }) : new Error(message);
	return Object.assign(error, { name, stack });
}
