import { Random } from '../../src/lib/core/statistics/random.ts';
import { addTally, type SimulatedCase, type Tally } from './scenario.ts';

/**
 * The seed of one study: FNV-1a (32 bits) of its name. Studies can so be run in any order, and some of them again.
 *
 * @param name e.g. "slices/100 subjects/17"
 */
function seedOf(name: string): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < name.length; i++) {
		hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
	}
	return hash >>> 0;
}

/**
 * Counts of several studies of a case.
 *
 * @param scenario its name
 * @param studies numbers of the first study and the one after the last
 */
export function simulate(
	scenario: string,
	{ name, run }: SimulatedCase,
	{ from, to }: { from: number; to: number }
): Tally {
	const tally: Tally = {};
	for (let study = from; study < to; study++) {
		addTally(tally, run(Random.fromSeed(seedOf(`${scenario}/${name}/${study}`))));
	}
	return tally;
}
