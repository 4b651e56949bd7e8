import { asError } from '#lib/core/async/as-error.ts';

/** An answer and the question that it answers. */
export interface Answered<Question, Answer> {
	question: Question;
	answer: Answer;
}

/**
 * The answer to the question asked last. One question is worked on at a time; of those asked meanwhile only
 * the last is taken up. Until its answer comes, `known` is the one before and `pending` says so.
 */
export class KeptAnswer<Question, Answer> {
	readonly #compute: (question: Question) => Promise<Answer>;
	readonly #same: (a: Question, b: Question) => boolean;
	#known = $state.raw<Answered<Question, Answer> | null>(null);
	#failure = $state.raw<Error | null>(null);
	#pending = $state(false);
	#asked: Question | null = null;
	#working = false;

	/** @param same whether two questions are one; the second is then not asked again, unless the first failed */
	constructor(
		compute: (question: Question) => Promise<Answer>,
		same: (a: Question, b: Question) => boolean = Object.is
	) {
		this.#compute = compute;
		this.#same = same;
	}

	get known(): Answered<Question, Answer> | null {
		return this.#known;
	}

	/** Why the last question has no answer; null where it has one or is being worked on. */
	get failure(): Error | null {
		return this.#failure;
	}

	get pending(): boolean {
		return this.#pending;
	}

	async ask(question: Question): Promise<void> {
		if (this.#asked !== null && !this.#failure && this.#same(this.#asked, question)) return;
		this.#asked = question;
		this.#pending = true;
		this.#failure = null;
		if (this.#working) return;
		this.#working = true;
		while (this.#pending) await this.#answer(this.#asked);
		this.#working = false;
	}

	async #answer(question: Question): Promise<void> {
		try {
			const answer = await this.#compute(question);
			this.#known = { question, answer };
		} catch (error) {
			if (question === this.#asked) this.#failure = asError(error);
		}
		if (question === this.#asked) this.#pending = false;
	}
}
