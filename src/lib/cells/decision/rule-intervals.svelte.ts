import { untrack } from 'svelte';
import type { PairedDifference } from '#lib/core/statistics/bootstrap.ts';
import { numberKey } from '#lib/core/statistics/number-key.ts';
import { Latest } from '#lib/study/jobs/latest.svelte.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { effectCosts, type EffectMeasure, type RuleEffect } from './rule-effects.ts';

/** The changes of one system's figures; null where a figure is undefined or not changed in any resample. */
export type RuleChanges = Readonly<Record<EffectMeasure, PairedDifference | null>>;

/** Intervals of the changes of metrics by the rule, by place among the effects. Made while a component is set up. */
export class RuleIntervals {
	readonly #answer = new Latest<readonly RuleChanges[]>();

	/** @param effects of a rule other than the highest score; none asks nothing */
	constructor(study: Study, effects: () => readonly RuleEffect[]) {
		const changes = (of: readonly RuleEffect[]) => {
			const costs = effectCosts(study);
			const { grades, knees } = study.table;
			return Promise.all(
				of.map(({ system: { highest, predictions }, rows }) =>
					study.compute.ruleUncertainty({
						truth: rows.map((row) => grades[row]),
						subjects: rows.map((row) => knees[row].subject),
						highest: rows.map((row) => highest[row]),
						ruled: rows.map((row) => predictions[row]),
						costs
					})
				)
			);
		};
		/** Changes when a grade or a cost does: other scores that give the same grades change no interval. */
		const key = $derived([...effects().map(gradesKey), ...effectCosts(study).flat()].join());
		$effect(() => {
			void key;
			const of = untrack(effects);
			void untrack(() => this.#answer.set(of.length === 0 ? null : () => changes(of)));
		});
	}

	/** Null until they are known. */
	get known(): readonly RuleChanges[] | null {
		return this.#answer.value;
	}

	get failure(): Error | null {
		return this.#answer.error;
	}
}

function gradesKey({ system: { highest, predictions }, rows }: RuleEffect): string {
	const picked = (grades: ArrayLike<number>) => numberKey(rows.map((row) => grades[row]));
	return [numberKey(rows), picked(highest), picked(predictions)].join();
}
