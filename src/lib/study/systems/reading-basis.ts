import { ownToAddress } from './own-ensemble.ts';
import { ruleToAddress } from '#lib/study/view/rule-address.ts';
import type { Systems } from './systems.svelte.ts';

/** What the grades read follow from, beside the scores of the networks: the rule and the ensemble, as in an address. */
export function readingBasis({ rule, scheme, own, assumedPrior }: Systems): string {
	const ensemble = scheme === 'own' && own ? `own ${ownToAddress(own)}` : scheme;
	const prior = assumedPrior && rule.kind !== 'argmax' ? ` ${assumedPrior}` : '';
	return `${ruleToAddress(rule) ?? 'highest'} ${ensemble}${prior}`;
}
