import { Latest } from './latest.svelte.ts';

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
	readonly #latest = new Latest<Answered<Question, Answer>>({ keeps: true });
	#asked: Question | null = null;

	/** @param same whether two questions are one; the second is then not asked again, unless the first failed */
	constructor(
		compute: (question: Question) => Promise<Answer>,
		same: (a: Question, b: Question) => boolean = Object.is
	) {
		this.#compute = compute;
		this.#same = same;
	}

	get known(): Answered<Question, Answer> | null {
		return this.#latest.value;
	}

	/** Why the last question has no answer; null where it has one or is being worked on. */
	get failure(): Error | null {
		return this.#latest.error;
	}

	get pending(): boolean {
		return this.#latest.pending;
	}

	async ask(question: Question): Promise<void> {
		if (this.#asked !== null && !this.failure && this.#same(this.#asked, question)) return;
		this.#asked = question;
		await this.#latest.set(async () => ({ question, answer: await this.#compute(question) }));
	}
}
