import type { Normalisation } from '#lib/core/metrics/confusion.ts';
import type { CostScheme } from '#lib/core/metrics/expected-cost.ts';
import type { MapAlignment } from '#lib/core/explain/grad-cam.ts';
import { WHOLE_FILM, type FilmView } from '#lib/core/image/film-view.ts';
import type { FigureName } from '#lib/core/metrics/registry.ts';
import type { Merging } from '#lib/core/labels/merged-grades.ts';
import type { SuspectOrder } from '#lib/study/answers/label-doubt.ts';
import { CertaintyView } from './certainty-view.svelte.ts';
import { FIRST_GALLERY, type GalleryView } from './gallery-view.ts';
import type { MapColouring } from '#lib/study/maps/map-colouring.ts';
import type { Margin } from '#lib/study/systems/margin.ts';
import { FIRST_SCREENING, type ScreeningView } from './screening-view.ts';
import { FIRST_SLICES, type SlicesView } from './slices-view.ts';
import type { SystemId } from '#lib/study/systems/systems.svelte.ts';

/** 0-1 */
export const FIRST_STRENGTH = 0.66;

export type HeatColours = 'inferno' | 'cividis' | 'jet' | 'line';

/** How films, heat maps and matrices are drawn, the same wherever they are. */
export class ViewSettings {
	colours = $state<HeatColours>('inferno');
	/** 0-1 */
	strength = $state(FIRST_STRENGTH);
	alignment = $state<MapAlignment>('aligned');
	halfPeakLine = $state(true);
	/** Films with their exposure standardised, where networks read them so. */
	asNetworksSee = $state(false);
	/** What the gallery of heat maps shows. */
	gallery = $state.raw<GalleryView>(FIRST_GALLERY);
	/** Whose heat the thumbnails of the tray have; null for none. */
	trayHeat = $state<SystemId | null>(null);
	/** What lies over an open knee's film: `film` for nothing, `signs` or a system; null as on a first visit. */
	kneeShows = $state<string | null>(null);
	/** What grade an open knee's heat is for. */
	kneeHeat = $state<'own' | 'true'>('own');
	kneeHeatOn = $state(true);
	/** Figures that the original reported, beside those of the networks. */
	reported = $state(false);
	/** Figures of each grade below every network's matrix. */
	perClass = $state(false);
	/** What the shares in all matrices are of. */
	normalisation = $state<Normalisation>('none');
	/** Grades that all matrices show as one. */
	merging = $state<Merging>('none');
	/** The two whose difference is shown; null until one is chosen. */
	compared = $state.raw<{ a: SystemId | null; b: SystemId | null }>({ a: null, b: null });
	/** Whose screening is shown, and its threshold. */
	screening = $state.raw<ScreeningView>(FIRST_SCREENING);
	/** Which slices of the knees are compared how. */
	slices = $state.raw<SlicesView>(FIRST_SLICES);
	/** Which doubtful labels are shown, and how many. */
	suspects = $state.raw<{ order: SuspectOrder; shown: number }>({ order: 'margin', shown: 6 });
	/** Network whose features the map of knees shows and alike knees are found by; null until one is chosen. */
	mapOf = $state<SystemId | null>(null);
	mapColouring = $state<MapColouring>('truth');
	/** The part of the map that is looked at. */
	mapPart = $state.raw<FilmView>(WHOLE_FILM);
	readonly certainty = new CertaintyView();
	/** The figure by which readers are compared. */
	figure = $state<FigureName>('balancedAccuracy');
	/** The difference of a figure that would not matter, in its unit, chosen before the results; null until it is. */
	margin = $state.raw<Margin | null>(null);
	/** What a misread knee costs in the expected cost; null until chosen: as the rule has it, else its distance. */
	figureCosts = $state<CostScheme | null>(null);
	/** Whose figures of each grade are unfolded; null where none are. */
	gradeFiguresOf = $state<SystemId | null>(null);

	/** Another network's map is looked at whole: its places have nothing to do with those of the one before. */
	showMapOf(network: SystemId): void {
		this.mapOf = network;
		this.mapPart = WHOLE_FILM;
	}
}
