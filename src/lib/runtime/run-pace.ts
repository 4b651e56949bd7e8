import type { RunProgress } from './reader.types.ts';

/** Batches that the speed is taken over. */
const window = 8;

/** Counts the knee readings of a run and tells how fast it goes and how long it will take. */
export class RunPace {
	readonly #totalPerModel: number;
	readonly #totalAll: number;
	readonly #now: () => number;
	#doneAll: number;
	#recent: { at: number; doneAll: number }[] = [];

	/** @param doneBefore Readings of all networks that an earlier run made. */
	constructor(
		totalPerModel: number,
		models: number,
		doneBefore: number,
		now = () => performance.now()
	) {
		this.#totalPerModel = totalPerModel;
		this.#totalAll = totalPerModel * models;
		this.#doneAll = doneBefore;
		this.#now = now;
		this.#mark();
	}

	/** Adds `readings` of `model`, which has `done` knees behind it. */
	advance(model: string, done: number, readings: number): RunProgress {
		this.#doneAll += readings;
		if (readings > 0) this.#mark();
		const { doneAll: from, at } = this.#recent[0];
		const last = this.#recent[this.#recent.length - 1];
		const seconds = (last.at - at) / 1000;
		const perSecond = seconds > 0 ? (last.doneAll - from) / seconds : null;
		return {
			model,
			done,
			total: this.#totalPerModel,
			doneAll: this.#doneAll,
			totalAll: this.#totalAll,
			perSecond,
			secondsLeft: perSecond === null ? null : (this.#totalAll - this.#doneAll) / perSecond
		};
	}

	#mark(): void {
		this.#recent.push({ at: this.#now(), doneAll: this.#doneAll });
		if (this.#recent.length > window + 1) this.#recent.shift();
	}
}
