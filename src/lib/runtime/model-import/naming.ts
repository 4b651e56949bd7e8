import { asError } from '#lib/core/async/as-error.ts';

/** Puts the model file in front of what is wrong with it. */
export function naming<T>(file: string, make: () => T): T {
	try {
		return make();
	} catch (cause) {
		throw new Error(`${file}: ${asError(cause).message}`, { cause });
	}
}
