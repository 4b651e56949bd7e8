import { asError } from '#lib/core/async/as-error.ts';
import type { Compute } from '#lib/runtime/compute/computations.ts';
import type {
	ScreeningUncertainty,
	ScreeningUncertaintyInput
} from '#lib/runtime/compute/screening-uncertainty.ts';

export type {
	ScreeningShare,
	ScreeningUncertainty
} from '#lib/runtime/compute/screening-uncertainty.ts';

/** Intervals of a screening. Those of another threshold or other scores than the present ones are not shown. */
export class ScreeningIntervals {
	readonly #compute: Compute;
	readonly #input: () => ScreeningUncertaintyInput | null;
	#known = $state.raw<{ of: ScreeningUncertaintyInput; result: ScreeningUncertainty } | null>(null);
	#failed = $state.raw<{ of: ScreeningUncertaintyInput; error: Error } | null>(null);

	/** @param input derived, the same object until something changes; null while there are no knees */
	constructor(compute: Compute, input: () => ScreeningUncertaintyInput | null) {
		this.#compute = compute;
		this.#input = input;
	}

	get known(): ScreeningUncertainty | null {
		return this.#known && this.#known.of === this.#input() ? this.#known.result : null;
	}

	get failure(): Error | null {
		return this.#failed && this.#failed.of === this.#input() ? this.#failed.error : null;
	}

	/** Computes them for the present threshold and scores. */
	async update(): Promise<void> {
		const of = this.#input();
		if (!of) return;
		try {
			this.#known = { of, result: await this.#compute.screeningUncertainty(of) };
		} catch (thrown) {
			this.#failed = { of, error: asError(thrown) };
		}
	}
}
