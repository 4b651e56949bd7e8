import type { Random } from '../../src/lib/core/statistics/random.ts';

/** Standard normal deviate (Box & Muller, Ann Math Stat 1958;29:610-611). */
export function normal(random: Random): number {
	const radius = Math.sqrt(-2 * Math.log(1 - random.uniform()));
	return radius * Math.cos(2 * Math.PI * random.uniform());
}
