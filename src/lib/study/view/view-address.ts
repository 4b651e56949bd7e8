import type { Study } from '#lib/study/study.svelte.ts';
import { VIEW_PARTS } from './view-parts.ts';

const VERSION = '1';

/** The view as the query of an address, parameters of others kept; empty where all is as on a first visit. */
export function viewToQuery(study: Study, query: string): string {
	const parameters = new URLSearchParams(query);
	for (const { name } of VIEW_PARTS) parameters.delete(name);
	parameters.delete('v');
	const said = VIEW_PARTS.flatMap(({ name, read }) => {
		const text = read(study);
		return text === null ? [] : [[name, text]];
	});
	if (said.length > 0) parameters.set('v', VERSION);
	for (const [name, text] of said) parameters.set(name, text);
	const text = parameters.toString().replaceAll('%7E', '~').replaceAll('%3A', ':');
	return text === '' ? '' : `?${text}`;
}

/**
 * Shows the view that a query names; what it does not mention becomes as on a first visit.
 *
 * @returns names of the parts that this page or this test set does not know, left as on a first visit
 */
export function viewFromQuery(study: Study, query: string): string[] {
	const parameters = new URLSearchParams(query);
	const unknown = VIEW_PARTS.filter(({ name, write }) => {
		const text = parameters.get(name);
		if (write(study, text)) return false;
		write(study, null);
		return true;
	}).map(({ name }) => name);
	const version = parameters.get('v') ?? VERSION;
	return version === VERSION ? unknown : [`v=${version}`, ...unknown];
}

/** Whether going from one query to the other is a step of its own in the browser's history. */
export function isStep(from: string, to: string): boolean {
	const [before, after] = [new URLSearchParams(from), new URLSearchParams(to)];
	return VIEW_PARTS.some(({ name, step }) => step && before.get(name) !== after.get(name));
}

/** `view` with the steps of another query: the same settings with the knees chosen there. */
export function withStepsOf(view: string, other: string): string {
	const [merged, from] = [new URLSearchParams(view), new URLSearchParams(other)];
	for (const { name } of VIEW_PARTS.filter(({ step }) => step)) {
		const text = from.get(name);
		if (text === null) merged.delete(name);
		else merged.set(name, text);
	}
	return merged.toString();
}
