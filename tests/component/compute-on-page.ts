import { computations, type Compute } from '#lib/runtime/compute/computations.ts';

/** The computations without their worker; each waits for `before` first. */
export function computeOnPage(before: () => Promise<unknown> = async () => {}): Compute {
	const answers = Object.entries(computations).map(([name, computation]) => [
		name,
		async (...input: never[]) => {
			await before();
			return (computation as (...input: never[]) => unknown)(...input);
		}
	]);
	return Object.fromEntries(answers) as Compute;
}
