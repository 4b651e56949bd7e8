import { FIGURE_NAMES } from '#lib/core/metrics/registry.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { comparedSystem } from '#lib/study/systems/compared-systems.ts';
import { figureCostsFromAddress, figureCostsToAddress } from '#lib/study/answers/figure-costs.ts';
import {
	sharesFromAddress,
	sharesToAddress,
	type ProbabilityShares
} from '#lib/study/readings/probabilities.ts';
import { galleryFromAddress, galleryToAddress } from './gallery-view.ts';
import { SUSPECT_ORDERS, SUSPECTS_SHOWN } from '#lib/study/answers/label-doubt.ts';
import { isColouringOf, MAP_COLOURINGS } from '#lib/study/maps/map-colouring.ts';
import { marginFromAddress, marginToAddress } from '#lib/study/systems/margin.ts';
import { mapPartFromAddress, mapPartToAddress } from '#lib/study/maps/map-part.ts';
import {
	ownFromAddress,
	ownToAddress,
	type EnsembleChoice
} from '#lib/study/systems/own-ensemble.ts';
import { ruleFromAddress, ruleToAddress } from './rule-address.ts';
import { screeningFromAddress, screeningToAddress } from './screening-view.ts';
import { selectionFromAddress, selectionToAddress } from './selection-address.ts';
import type { Selection } from '#lib/study/selection/selected-rows.ts';
import { SELECTION_ORDERS } from '#lib/study/selection/selection-order.ts';
import type { Systems } from '#lib/study/systems/systems.svelte.ts';
import { FIRST_STRENGTH } from './view-settings.svelte.ts';
import { slicesFromAddress, slicesToAddress } from './slices-view.ts';

/** One part of the view: its name in the address, what it says now, and how it is taken from there. */
export interface ViewPart {
	name: string;
	/** Null where it is as it is on a first visit: then the address does not mention it. */
	read: (study: Study) => string | null;
	/** @returns false where this study has no such thing */
	write: (study: Study, text: string | null) => boolean;
	/** A change of it is a step that the browser's Back takes back; other changes replace the address. */
	step: boolean;
}

/** Every part, in the order in which an address names them. */
export const VIEW_PARTS: readonly ViewPart[] = [
	{
		name: 'rule',
		step: false,
		read: ({ systems }) => ruleToAddress(systems.rule),
		write({ systems, table }, text) {
			const rule =
				text === null ? ({ kind: 'argmax' } as const) : ruleFromAddress(text, table.classCount);
			if (!rule) return false;
			if ('target' in rule && rule.target && !areKnown(systems, rule.target)) return false;
			if (ruleToAddress(systems.rule) !== text) systems.rule = rule;
			return true;
		}
	},
	{
		name: 'own',
		step: false,
		read: ({ systems: { own } }) => own && ownToAddress(own),
		write({ systems, results, table }, text) {
			const own = text === null ? null : ownFromAddress(text, results.length, table.classCount);
			if (text !== null && !own) return false;
			if (systems.own === null || ownToAddress(systems.own) !== text) systems.own = own;
			return true;
		}
	},
	choice<EnsembleChoice>(
		'scheme',
		['f1', 'mean', 'accuracy', 'own'],
		({ systems }) => systems.scheme,
		({ systems }, scheme) => (systems.scheme = scheme),
		({ systems }, scheme) => systems.choices.includes(scheme)
	),
	choice(
		'share',
		['none', 'row', 'column', 'all'],
		({ view }) => view.normalisation,
		({ view }, share) => (view.normalisation = share)
	),
	choice(
		'merge',
		['none', 'three', 'kl2'],
		({ view }) => view.merging,
		({ view }, merging) => (view.merging = merging)
	),
	choice(
		'order',
		SELECTION_ORDERS,
		({ selection }) => selection.order,
		({ selection }, order) => (selection.order = order)
	),
	choice(
		'colours',
		['inferno', 'cividis', 'jet', 'line'],
		({ view }) => view.colours,
		({ view }, colours) => (view.colours = colours)
	),
	choice(
		'maps',
		['aligned', 'stretched'],
		({ view }) => view.alignment,
		({ view }, alignment) => (view.alignment = alignment)
	),
	{
		name: 'strength',
		step: false,
		read: ({ view }) => (view.strength === FIRST_STRENGTH ? null : String(view.strength)),
		write({ view }, text) {
			const strength = text === null ? FIRST_STRENGTH : Number(text);
			if (!(strength >= 0 && strength <= 1)) return false;
			view.strength = strength;
			return true;
		}
	},
	flag('half-peak', true, 'halfPeakLine'),
	flag('as-seen', false, 'asNetworksSee'),
	flag('reported', false, 'reported'),
	flag('per-class', false, 'perClass'),
	{
		name: 'gallery',
		step: false,
		read: ({ view }) => galleryToAddress(view.gallery),
		write({ systems, view }, text) {
			const gallery = galleryFromAddress(text);
			if (!gallery || (gallery.system !== null && systems.get(gallery.system) === null)) {
				return false;
			}
			view.gallery = gallery;
			return true;
		}
	},
	{
		name: 'tray-heat',
		step: false,
		read: ({ view }) => view.trayHeat,
		write({ systems, view }, text) {
			if (text !== null && systems.get(text) === null) return false;
			view.trayHeat = text;
			return true;
		}
	},
	{
		name: 'over-film',
		step: false,
		read: ({ view }) => view.kneeShows,
		write({ systems, view }, text) {
			const known =
				text === null || text === 'film' || text === 'signs' || systems.get(text) !== null;
			if (known) view.kneeShows = text;
			return known;
		}
	},
	choice(
		'knee-heat',
		['own', 'true'],
		({ view }) => view.kneeHeat,
		({ view }, heat) => (view.kneeHeat = heat)
	),
	flag('knee-heat-on', true, 'kneeHeatOn'),
	{
		name: 'compare',
		step: false,
		read({ view: { compared } }) {
			const { a, b } = compared;
			return a === null && b === null ? null : `${a ?? ''}~${b ?? ''}`;
		},
		write({ systems, view }, text) {
			const [a, b, ...more] = (text ?? '~').split('~').map((id) => (id === '' ? null : id));
			const known = [a, b].every((id) => id === null || (id && comparedSystem(systems, id)));
			if (b === undefined || more.length > 0 || !known) return false;
			view.compared = { a, b };
			return true;
		}
	},
	choice(
		'figure',
		FIGURE_NAMES,
		({ view }) => view.figure,
		({ view }, figure) => (view.figure = figure)
	),
	{
		name: 'figure-costs',
		step: false,
		read: figureCostsToAddress,
		write: figureCostsFromAddress
	},
	{
		name: 'grade-figures',
		step: false,
		read: ({ view }) => view.gradeFiguresOf,
		write({ systems, view }, id) {
			if (id !== null && !comparedSystem(systems, id)) return false;
			view.gradeFiguresOf = id;
			return true;
		}
	},
	{
		name: 'screen',
		step: false,
		read: ({ view }) => screeningToAddress(view.screening),
		write({ systems, view }, text) {
			const screening = screeningFromAddress(text ?? '');
			if (!screening) return false;
			if (screening.system !== null && !comparedSystem(systems, screening.system)) return false;
			view.screening = screening;
			return true;
		}
	},
	{
		name: 'slices',
		step: false,
		read: ({ view }) => slicesToAddress(view.slices),
		write({ systems, view }, text) {
			const slices = slicesFromAddress(text);
			if (!slices) return false;
			if (slices.system !== null && !comparedSystem(systems, slices.system)) return false;
			view.slices = slices;
			return true;
		}
	},
	{
		name: 'suspects',
		step: false,
		read({ view: { suspects } }) {
			const { order, shown } = suspects;
			const first = order === SUSPECT_ORDERS[0] && shown === SUSPECTS_SHOWN[0];
			return first ? null : `${order}~${shown}`;
		},
		write({ view }, text) {
			const first = `${SUSPECT_ORDERS[0]}~${SUSPECTS_SHOWN[0]}`;
			const [word, count, ...more] = (text ?? first).split('~');
			const order = SUSPECT_ORDERS.find((known) => known === word);
			const shown = SUSPECTS_SHOWN.find((known) => String(known) === count);
			if (!order || !shown || more.length > 0) return false;
			view.suspects = { order, shown };
			return true;
		}
	},
	{
		name: 'filter',
		step: true,
		read: ({ filter }) => (filter.conditions.length === 0 ? null : filter.conditions.join('~')),
		write: ({ filter }, text) => filter.set(text === null ? [] : text.split('~'))
	},
	{
		name: 'map',
		step: false,
		read: ({ view }) => view.mapOf,
		write({ results, view }, text) {
			if (text !== null && !results.some(({ name }) => name === text)) return false;
			view.mapOf = text;
			return true;
		}
	},
	choice(
		'points',
		MAP_COLOURINGS,
		({ view }) => view.mapColouring,
		({ view }, colouring) => (view.mapColouring = colouring),
		isColouringOf
	),
	{
		name: 'map-part',
		step: false,
		read: ({ view }) => mapPartToAddress(view.mapPart),
		write({ view }, text) {
			const part = mapPartFromAddress(text);
			if (!part) return false;
			view.mapPart = part;
			return true;
		}
	},
	{
		name: 'certainty',
		step: false,
		read: ({ view }) => view.certainty.toAddress(),
		write: ({ systems, view }, text) =>
			view.certainty.fromAddress(text, (id) => systems.get(id) !== null)
	},
	{
		name: 'shares',
		step: false,
		read: ({ systems: { shares } }) => shares && sharesToAddress(shares),
		write({ systems, table }, text) {
			const shares = text === null ? null : sharesFromAddress(text, table.classCount);
			if (text !== null && !(shares && areKnown(systems, shares))) return false;
			if ((systems.shares && sharesToAddress(systems.shares)) !== text) systems.shares = shares;
			return true;
		}
	},
	{
		name: 'assumed-prior',
		step: false,
		read: ({ systems }) => systems.assumedPrior,
		write({ systems }, text) {
			if (text !== null && text !== 'equal' && text !== 'val') return false;
			if (text !== null && !areKnown(systems, text)) return false;
			systems.assumedPrior = text;
			return true;
		}
	},
	{
		name: 'select',
		step: true,
		read: ({ selection }) => (selection.current ? selectionToAddress(selection.current) : null),
		write(study, text) {
			if (text === null) {
				study.selection.clear();
				return true;
			}
			const selection = selectionFromAddress(text);
			if (!selection || !isOfStudy(study, selection)) return false;
			if (study.selection.current && selectionToAddress(study.selection.current) === text) {
				return true;
			}
			study.selection.restore(selection);
			return true;
		}
	},
	{
		name: 'knee',
		step: true,
		read: ({ selection, table }) =>
			selection.openRow === null ? null : table.knees[selection.openRow].id,
		write(study, text) {
			const row = text === null ? null : study.table.row(text);
			if (row === null) study.selection.close();
			else study.selection.open(row);
			return text === null || row !== null;
		}
	},
	{
		name: 'margin',
		step: false,
		read: ({ view }) => marginToAddress(view.margin),
		write({ view }, text) {
			const margin = marginFromAddress(text);
			if (margin === undefined) return false;
			if (marginToAddress(view.margin) !== text) view.margin = margin;
			return true;
		}
	}
];

/** Whether there are knees to take these shares from. */
function areKnown({ gradeCounts }: Systems, source: ProbabilityShares): boolean {
	return source !== 'val' || gradeCounts.val.some((count) => count > 0);
}

/** A setting that is on or off. */
function flag(
	name: string,
	first: boolean,
	setting: 'halfPeakLine' | 'asNetworksSee' | 'reported' | 'perClass' | 'kneeHeatOn'
): ViewPart {
	return choice(
		name,
		first ? ['1', '0'] : ['0', '1'],
		({ view }) => (view[setting] ? '1' : '0'),
		({ view }, word) => (view[setting] = word === '1')
	);
}

/**
 * @param values the first is that of a first visit
 * @param allowed whether this study has such a value
 */
function choice<Value extends string>(
	name: string,
	values: readonly Value[],
	read: (study: Study) => Value,
	write: (study: Study, value: Value) => void,
	allowed: (study: Study, value: Value) => boolean = () => true
): ViewPart {
	return {
		name,
		step: false,
		read(study) {
			const value = read(study);
			return value === values[0] ? null : value;
		},
		write(study, text) {
			const value = text === null ? values[0] : values.find((known) => known === text);
			if (value === undefined || !allowed(study, value)) return false;
			write(study, value);
			return true;
		}
	};
}

/** Whether this study has the readers and the knees that a selection names. */
function isOfStudy({ systems, table }: Study, selection: Selection): boolean {
	const ids =
		'system' in selection ? [selection.system] : 'a' in selection ? [selection.a, selection.b] : [];
	const rows = 'rows' in selection ? selection.rows : [];
	return (
		ids.every((id) => comparedSystem(systems, id) !== null) &&
		rows.every((row) => row < table.knees.length)
	);
}
