import type { Normalisation } from '#lib/core/confusion.ts';
import type { CostScheme } from '#lib/core/expected-cost.ts';
import type { MapAlignment } from '#lib/core/grad-cam.ts';
import type { FigureName } from '#lib/core/headline-figures.ts';
import type { Merging } from '#lib/core/merged-grades.ts';
import type { SystemId } from './systems.svelte.ts';

export type HeatColours = 'inferno' | 'cividis' | 'jet' | 'line';

/** How films, heat maps and matrices are drawn, the same wherever they are. */
export class ViewSettings {
	colours = $state<HeatColours>('inferno');
	/** 0-1 */
	strength = $state(0.66);
	alignment = $state<MapAlignment>('aligned');
	halfPeakLine = $state(true);
	/** Films with their exposure standardised, where networks read them so. */
	asNetworksSee = $state(false);
	/** What the shares in all matrices are of. */
	normalisation = $state<Normalisation>('none');
	/** Grades that all matrices show as one. */
	merging = $state<Merging>('none');
	/** The two whose difference is shown; null until one is chosen. */
	compared = $state.raw<{ a: SystemId | null; b: SystemId | null }>({ a: null, b: null });
	/** The figure by which readers are compared. */
	figure = $state<FigureName>('balancedAccuracy');
	/** What a misread knee costs in the expected cost. */
	figureCosts = $state<CostScheme>('linear');
	/** Whose figures of each grade are unfolded; null where nobody's are. */
	gradeFiguresOf = $state<SystemId | null>(null);
}
