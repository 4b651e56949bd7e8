import type { MapAlignment } from '#lib/core/grad-cam.ts';

export type HeatColours = 'inferno' | 'cividis' | 'jet' | 'line';

/** How heat maps are drawn; shared by the tray, the knee view, the gallery and one's own X-ray. */
export class ViewSettings {
	colours = $state<HeatColours>('inferno');
	/** 0-1 */
	strength = $state(0.66);
	alignment = $state<MapAlignment>('aligned');
	halfPeakLine = $state(true);
}
