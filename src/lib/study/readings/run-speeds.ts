import * as v from 'valibot';
import type { BackendName } from '#lib/core/network/backend.ts';
import type { ModelCard } from '#lib/core/records/model-card.ts';
import type { PageStorage } from '#lib/study/page-storage.ts';
import { parseJson } from '#lib/data/schemas/parse-json.ts';

const KEY = 'kneelens.run-speeds';
const schema = v.record(v.string(), v.pipe(v.number(), v.finite(), v.minValue(0)));

/** Seconds that a network took to read a knee in this browser, kept between visits where the browser keeps anything. */
export class RunSpeeds {
	readonly #storage: PageStorage | null;
	readonly #seconds: Record<string, number>;

	constructor(storage: PageStorage | null) {
		this.#storage = storage;
		this.#seconds = stored(storage);
	}

	/** Null where it was never measured with these weights. */
	secondsPerReading(card: ModelCard, backend: BackendName): number | null {
		return this.#seconds[keyOf(card, backend)] ?? null;
	}

	measured(card: ModelCard, backend: BackendName, secondsPerReading: number): void {
		this.#seconds[keyOf(card, backend)] = secondsPerReading;
	}

	keep(): void {
		try {
			this.#storage?.setItem(KEY, JSON.stringify(this.#seconds));
		} catch {
			// Then the next visit asks again.
		}
	}
}

function stored(storage: PageStorage | null): Record<string, number> {
	try {
		const text = storage?.getItem(KEY);
		if (!text) return {};
		return { ...parseJson(new TextEncoder().encode(text), schema, 'Browser storage') };
	} catch {
		return {};
	}
}

function keyOf({ name, weights }: ModelCard, backend: BackendName): string {
	return [backend, name, ...weights.files.map(({ sha256 }) => sha256.slice(0, 8))].join(' ');
}
