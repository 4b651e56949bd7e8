import { asError } from '#lib/core/async/as-error.ts';
import {
	FIRST_EXCHANGES,
	joinedEvidence,
	MOST_EXCHANGES,
	type ExchangeEvidence,
	type ExchangeOptions
} from '#lib/core/comparison/exchange-test.ts';
import { metricOf, type FigureName } from '#lib/core/metrics/registry.ts';
import {
	leader,
	withTests,
	type PairedComparison
} from '#lib/core/comparison/paired-comparison.ts';
import type { Compute } from '#lib/runtime/compute/computations.ts';
import type { Figures, FigureOfSystems, FiguresQuestion } from './figure-questions.ts';

/** Whether more exchanges can change a comparison. */
export function isDrawn(comparisons: readonly PairedComparison[]): boolean {
	return comparisons.some(({ test }) => test?.monteCarlo);
}

/**
 * All the exchanges of one family, a few at a time so that the worker can answer others in between.
 *
 * @param ask for a part of them
 * @param goOn told how many are done; false leaves off
 * @returns null where it was left off
 */
export async function allEvidence(
	ask: (options: ExchangeOptions) => Promise<ExchangeEvidence>,
	goOn: (done: number) => boolean
): Promise<ExchangeEvidence | null> {
	let evidence: ExchangeEvidence | null = null;
	for (let from = 0; from < MOST_EXCHANGES; from += FIRST_EXCHANGES) {
		const more = await ask({ from, count: FIRST_EXCHANGES });
		evidence = evidence ? joinedEvidence(evidence, more) : more;
		if (!goOn(from + FIRST_EXCHANGES)) return null;
		if (evidence.exact) break;
	}
	return evidence;
}

/** One figure of an answer with the tests of all exchanges; null where it was left off, see {@link allEvidence}. */
export async function withAllExchanges(
	compute: Compute,
	{ ids, input }: FiguresQuestion,
	known: FigureOfSystems,
	figure: FigureName,
	goOn: (done: number) => boolean = () => true
): Promise<FigureOfSystems | null> {
	if (!isDrawn(known.comparisons)) return known;
	const evidence = await allEvidence((options) => compute.evidenceOf(input, figure, options), goOn);
	if (!evidence) return null;
	const comparisons = withTests(known.comparisons, evidence, { better: metricOf(figure).better });
	return { ...known, comparisons, leader: leader(comparisons, ids.length) };
}

/** The figure that is looked at, tested by more exchanges than the others: known first by a few, then by all. */
export class MoreExchanges {
	readonly #compute: Compute;
	#of: Figures | null = null;
	#latest = 0;
	#figures = $state.raw<ReadonlyMap<FigureName, FigureOfSystems>>(new Map());
	#progress = $state.raw<{ figure: FigureName; done: number } | null>(null);
	#stopped = $state.raw<ReadonlyMap<FigureName, Error | null>>(new Map());

	constructor(compute: Compute) {
		this.#compute = compute;
	}

	/** How many are done, of {@link MOST_EXCHANGES}; null where none is being computed. */
	get progress(): { figure: FigureName; done: number } | null {
		return this.#progress;
	}

	/** Whether they were left off: with an error where it failed, null where the visitor asked for it. */
	stoppedFor(figure: FigureName): { failure: Error | null } | null {
		return this.#stopped.has(figure) ? { failure: this.#stopped.get(figure)! } : null;
	}

	/** The answer, with the tests of all exchanges where they are known. */
	joined(answer: Figures): Figures {
		const known = this.#figures;
		if (answer !== this.#of || known.size === 0) return answer;
		return { ...answer, figures: { ...answer.figures, ...Object.fromEntries(known) } };
	}

	/** Begins for this figure of this answer, unless it is known, under way or was left off. */
	async take(
		{ question, answer }: { question: FiguresQuestion; answer: Figures },
		figure: FigureName
	): Promise<void> {
		if (answer !== this.#of) {
			this.#of = answer;
			this.#figures = new Map();
			this.#stopped = new Map();
			this.#progress = null;
		}
		const known = answer.figures[figure];
		const begun = this.#progress?.figure === figure || this.#stopped.has(figure);
		if (begun || this.#figures.has(figure) || !isDrawn(known.comparisons)) {
			if (!begun) this.#leaveOff();
			return;
		}
		await this.#computeAll(question, known, figure);
	}

	async #computeAll(question: FiguresQuestion, known: FigureOfSystems, figure: FigureName) {
		const request = ++this.#latest;
		this.#progress = { figure, done: 0 };
		try {
			const goOn = (done: number) => {
				if (request !== this.#latest) return false;
				this.#progress = { figure, done };
				return true;
			};
			const better = await withAllExchanges(this.#compute, question, known, figure, goOn);
			if (!better) return;
			this.#figures = new Map(this.#figures).set(figure, better);
		} catch (thrown) {
			if (request !== this.#latest) return;
			this.#stopped = new Map(this.#stopped).set(figure, asError(thrown));
		}
		if (request === this.#latest) this.#progress = null;
	}

	/** Leaves off at the visitor's wish; the first answer stays. */
	stop(): void {
		if (!this.#progress) return;
		this.#stopped = new Map(this.#stopped).set(this.#progress.figure, null);
		this.#leaveOff();
	}

	/** Goes on after {@link stop} or a failure. */
	again(figure: FigureName): void {
		const stopped = new Map(this.#stopped);
		stopped.delete(figure);
		this.#stopped = stopped;
	}

	#leaveOff(): void {
		this.#latest++;
		this.#progress = null;
	}
}
