import { isStep, viewFromQuery, viewToQuery, withStepsOf } from './view-address.ts';
import type { Study } from '#lib/study/study.svelte.ts';

/** The part of the address after `?`, and how to change it without leaving the page. */
export interface AddressBar {
	query: () => string;
	/** A new step in the browser's history. */
	push: (query: string) => void;
	/** Instead of the present one. */
	replace: (query: string) => void;
}

/** Writes the view into the address: choosing knees is a step that Back takes back, settings are not. */
export function writeAddress(study: Study, bar: AddressBar): void {
	const present = bar.query();
	const wanted = viewToQuery(study, present);
	if (sameQuery(present, wanted)) return;
	if (isStep(present, wanted)) bar.push(wanted);
	else bar.replace(wanted);
}

/** Shows the view in the address; says so where the address names what is not known here. */
export function readAddress(study: Study, bar: AddressBar): void {
	show(study, bar.query());
}

/** After Back or Forward: shows the knees chosen in the address; settings stay as they are, to be written into it. */
export function followHistory(study: Study, bar: AddressBar): void {
	show(study, withStepsOf(viewToQuery(study, bar.query()), bar.query()));
}

function show(study: Study, query: string): void {
	const unknown = viewFromQuery(study, query);
	if (unknown.length === 0) return;
	study.warn(
		'Link',
		new Error(
			`The link names something that does not exist on this page or in this test set (${unknown.join(', ')}). The rest of the view is as the link says.`
		)
	);
}

function sameQuery(first: string, second: string): boolean {
	return new URLSearchParams(first).toString() === new URLSearchParams(second).toString();
}
