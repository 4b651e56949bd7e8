import { untrack } from 'svelte';
import type { Place } from '#lib/study/turns.svelte.ts';
import type { Systems, SystemsSnapshot } from './systems.svelte.ts';
import { SystemsByName } from './systems-by-name.ts';

/**
 * The systems as a place of the page sees them: the present snapshot near the window, else that of its last turn. Who reads one
 * member follows changes of that member alone. What is chosen is chosen for the whole page. Made while a component is set up.
 */
export function systemsInTurn(live: Systems, place: Place): Systems {
	const seen = place.keep(() => live.current);
	const members = Object.keys(untrack(seen)) as (keyof SystemsSnapshot)[];
	return Object.defineProperties(Object.create(SystemsByName.prototype), {
		current: { get: seen },
		...Object.fromEntries(members.map((member) => [member, memberOf(member)]))
	}) as Systems;

	function memberOf(member: keyof SystemsSnapshot): PropertyDescriptor {
		const value = $derived(seen()[member]);
		return {
			get: () => value,
			set: (next: never) => void Object.assign(live, { [member]: next })
		};
	}
}
