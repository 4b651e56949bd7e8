import type { Combination } from '#lib/core/combine/combination.ts';
import type { EnsembleScheme, EnsembleWeights } from '#lib/core/combine/ensemble.ts';
import type { EnsembleChoice } from './own-ensemble.ts';

/** Finds one of the systems among those that there are. */
export abstract class SystemsByName<System extends { id: string }> {
	abstract readonly all: readonly System[];
	abstract readonly weights: Record<EnsembleScheme, EnsembleWeights>;
	abstract readonly ensembles: Record<EnsembleScheme, System>;
	abstract readonly ownSystem: System | null;
	abstract readonly ownCombination: Combination | null;

	get(id: string): System | null {
		return this.all.find((system) => system.id === id) ?? null;
	}

	/** One of the ensembles, whichever is chosen; null for one's own while there is none. */
	ensembleOf(choice: EnsembleChoice): System | null {
		return choice === 'own' ? this.ownSystem : this.ensembles[choice];
	}

	/** How one of the ensembles combines; null for one's own while there is none. */
	combinationOf(choice: EnsembleChoice): Combination | null {
		return choice === 'own' ? this.ownCombination : sumBy(this.weights[choice]);
	}
}

/** The original's way of combining. */
export function sumBy({ table }: EnsembleWeights): Combination {
	return { pool: 'sum', table, sumToOne: false };
}
