import { gradesOfNames } from './grade-names.ts';
import { KELLGREN_LAWRENCE_SCALE } from './kellgren-lawrence-scale.ts';
import type { LabelScale } from './label-scale.ts';

/**
 * The class of each name in a list that names every class once, in whatever order: by key, short or long name, or by the
 * place from 0, in capitals or not. Kellgren-Lawrence grades go by more names, see `gradesOfNames`.
 *
 * @returns places in the scale; null where a name fits no class, or two names fit the same
 */
export function placesOfNames(names: readonly string[], scale: LabelScale): number[] | null {
	if (scale === KELLGREN_LAWRENCE_SCALE) return gradesOfNames(names);
	const count = scale.classes.length;
	const found = names.map((name) => placeOfName(name, scale)).filter((place) => place !== null);
	return names.length === count && new Set(found).size === count ? found : null;
}

/** Names before places, so that a class called "1" is never taken for the second. */
function placeOfName(name: string, { classes }: LabelScale): number | null {
	const wanted = plain(name);
	for (const part of ['key', 'short', 'name'] as const) {
		const place = classes.findIndex((one) => plain(one[part]) === wanted);
		if (place >= 0) return place;
	}
	return /^\d+$/.test(wanted) && Number(wanted) < classes.length ? Number(wanted) : null;
}

function plain(name: string): string {
	return name.trim().toLowerCase();
}
