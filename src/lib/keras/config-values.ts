/** Anything `JSON.parse` gives for an object. */
export type Json = { readonly [key: string]: unknown };

export function isJson(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Typed access to a layer's configuration; `refuse` throws and is told what is wrong. */
export class ConfigValues {
	readonly json: Json;
	readonly #refuse: (detail: string) => never;

	constructor(json: Json, refuse: (detail: string) => never) {
		this.json = json;
		this.#refuse = refuse;
	}

	number(key: string, fallback?: number): number {
		const value = this.json[key] ?? fallback;
		if (typeof value === 'number' && Number.isFinite(value)) return value;
		return this.#refuse(`${key} is ${JSON.stringify(value)}, a single number is needed`);
	}

	boolean(key: string, fallback: boolean): boolean {
		const value = this.json[key] ?? fallback;
		return typeof value === 'boolean'
			? value
			: this.#refuse(`${key} is ${JSON.stringify(value)}, true or false is needed`);
	}

	/** One whole number for both directions, or a list of two. */
	pair(key: string, fallback?: readonly [number, number]): readonly [number, number] {
		const value = this.json[key] ?? fallback;
		const list = typeof value === 'number' ? [value, value] : value;
		if (isNumbers(list, 2) && list.every((side) => Number.isInteger(side) && side >= 0)) {
			return [list[0], list[1]];
		}
		return this.#refuse(`${key} is ${JSON.stringify(value)}, two whole numbers are needed`);
	}

	choice<T extends string>(key: string, choices: readonly T[], fallback: T): T {
		const value = this.json[key] ?? fallback;
		const chosen = choices.find((choice) => choice === value);
		return (
			chosen ??
			this.#refuse(`${key} is ${JSON.stringify(value)}, only ${choices.join(' and ')} can be read`)
		);
	}

	/** Refuses any value of `key` but the listed ones; a missing key passes. */
	require(key: string, allowed: readonly unknown[]): void {
		const value = this.json[key];
		if (value === undefined || allowed.includes(value)) return;
		this.#refuse(`${key} is ${JSON.stringify(value)}`);
	}
}

export function isNumbers(value: unknown, length: number): value is number[] {
	return (
		Array.isArray(value) &&
		value.length === length &&
		value.every((entry) => typeof entry === 'number')
	);
}
