/** Something that is fetched when first asked for; a failed fetch is forgotten, so that asking again tries again. */
export class FetchedOnce<Value> {
	readonly #fetch: () => Promise<Value>;
	#fetching: Promise<Value> | null = null;

	constructor(fetch: () => Promise<Value>) {
		this.#fetch = fetch;
	}

	/** @throws Error naming the file when it cannot be fetched or is damaged */
	get(): Promise<Value> {
		if (!this.#fetching) {
			this.#fetching = this.#fetch();
			this.#fetching.catch(() => (this.#fetching = null));
		}
		return this.#fetching;
	}
}
