import { Random } from '#lib/core/statistics/random.ts';

/**
 * For each item another one of its group, drawn at random: the items of a group are put in one random cycle
 * (Sattolo, Inf Process Lett 1986;22:315-317), so that each is the partner of exactly one other and never
 * its own.
 *
 * @param groups one label an item
 * @param seed whole number, 0 to 2^32 - 1
 * @returns `[items]` indices; null for an item that is alone in its group
 */
export function shuffledPartners(groups: readonly string[], seed: number): (number | null)[] {
	const random = Random.fromSeed(seed);
	const partners = new Array<number | null>(groups.length).fill(null);
	for (const group of new Set(groups)) {
		const members = [...groups.keys()].filter((i) => groups[i] === group);
		if (members.length < 2) continue;
		const shuffled = [...members];
		for (let i = shuffled.length - 1; i > 0; i--) {
			const j = random.integer(i);
			[shuffled[i], shuffled[j]] = [shuffled[j], shuffled[i]];
		}
		members.forEach((member, i) => (partners[member] = shuffled[i]));
	}
	return partners;
}
