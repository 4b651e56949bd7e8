import type { Compute } from '#lib/runtime/compute/computations.ts';
import type {
	ScreeningUncertainty,
	ScreeningUncertaintyInput
} from '#lib/runtime/compute/screening-uncertainty.ts';
import { Latest } from '#lib/study/jobs/latest.svelte.ts';

export type {
	ScreeningShare,
	ScreeningUncertainty
} from '#lib/runtime/compute/screening-uncertainty.ts';

/** Intervals of a screening. Those of another threshold or other scores than the present ones are not shown. */
export class ScreeningIntervals {
	readonly #compute: Compute;
	readonly #input: () => ScreeningUncertaintyInput | null;
	readonly #answer = new Latest<{ of: ScreeningUncertaintyInput; result: ScreeningUncertainty }>({
		keeps: true
	});
	#asked: ScreeningUncertaintyInput | null = null;

	/** @param input derived, the same object until something changes; null while there are no knees */
	constructor(compute: Compute, input: () => ScreeningUncertaintyInput | null) {
		this.#compute = compute;
		this.#input = input;
	}

	get known(): ScreeningUncertainty | null {
		const { value } = this.#answer;
		return value && value.of === this.#input() ? value.result : null;
	}

	get failure(): Error | null {
		const { error } = this.#answer;
		return this.#asked === this.#input() ? error : null;
	}

	/** Computes them for the present threshold and scores. */
	async update(): Promise<void> {
		const of = this.#input();
		if (!of) return;
		this.#asked = of;
		await this.#answer.set(async () => ({
			of,
			result: await this.#compute.screeningUncertainty(of)
		}));
	}
}
