import type { SystemId } from '#lib/study/systems/systems.svelte.ts';

/** Whose screening for grade 2 and above is shown, and from which score on a knee is positive. */
export interface ScreeningView {
	/** Null: the chosen ensemble. */
	system: SystemId | null;
	/** 0-1, at most four decimals. */
	threshold: number;
}

export const FIRST_SCREENING: ScreeningView = { system: null, threshold: 0.5 };

const FIELD = '~';

/** Rounded down to what an address keeps, so that no knee at the threshold is lost. */
export function keptThreshold(threshold: number): number {
	return Math.min(1, Math.max(0, Math.floor(threshold * 1e4 + 1e-9) / 1e4));
}

/** `resnet50~0.35`; null as on a first visit. */
export function screeningToAddress({ system, threshold }: ScreeningView): string | null {
	if (system === null && threshold === FIRST_SCREENING.threshold) return null;
	return `${system ?? ''}${FIELD}${threshold}`;
}

/** The view that {@link screeningToAddress} wrote, '' being that of a first visit; null where damaged. */
export function screeningFromAddress(word: string): ScreeningView | null {
	if (word === '') return FIRST_SCREENING;
	const [system, text, ...more] = word.split(FIELD);
	if (more.length > 0 || !/^(0(\.\d{1,4})?|1)$/.test(text ?? '')) return null;
	return { system: system === '' ? null : system, threshold: Number(text) };
}
