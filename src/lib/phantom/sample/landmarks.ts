import type { RandomStream } from '#lib/phantom/random.ts';
import type { Landmark, Landmarks, PlateauRim, Point } from '#lib/phantom/spec.ts';

function wavy(
	from: Point,
	to: Point,
	sag: number,
	wave: number,
	random: RandomStream,
	steps = 14
): Point[] {
	let offset = 0;
	return Array.from({ length: steps + 1 }, (_, i) => {
		const t = i / steps;
		offset = 0.7 * offset + random.normal(0, wave);
		return [
			from[0] + (to[0] - from[0]) * t,
			from[1] + (to[1] - from[1]) * t + sag * 4 * t * (1 - t) + offset
		];
	});
}

function physealScars(breadth: number, random: RandomStream): Landmark[] {
	const high = random.normal(-27, 2);
	const low = random.normal(18, 2);
	const x = 39 * breadth;
	const strength = () => Math.max(0, random.normal(0.11, 0.07));
	return [
		{
			points: wavy([-x, high], [-4, high + 3], random.normal(2, 1.5), 0.3, random),
			breadth: random.uniform(0.8, 2.4),
			strength: strength()
		},
		{
			points: wavy(
				[2, high + 3],
				[x, high - random.uniform(1, 8)],
				random.normal(2, 1.5),
				0.3,
				random
			),
			breadth: random.uniform(0.8, 2.4),
			strength: strength()
		},
		{
			points: wavy([-0.9 * x, low], [-6, low + 1], -random.uniform(0, 2), 0.25, random),
			breadth: random.uniform(0.7, 1.4),
			strength: 0.7 * strength()
		},
		{
			points: wavy([5, low], [0.9 * x, low - 1], -random.uniform(0, 2), 0.25, random),
			breadth: random.uniform(0.7, 1.4),
			strength: strength()
		}
	];
}

/** Inner walls of the condyles and the roof of the notch, seen through the femur. */
function notchWalls(random: RandomStream): Landmark[] {
	const wall = (x: number): Landmark => ({
		points: wavy(
			[x, random.uniform(-9, -5)],
			[x + random.normal(-0.12 * x, 1.5), random.uniform(-38, -26)],
			0,
			0.15,
			random
		).map(([px, py], i, all) => {
			const t = i / (all.length - 1);
			return [px + 0.25 * x * t * (1 - t) * 2, py];
		}),
		breadth: random.uniform(0.8, 1.8),
		strength: Math.max(0, random.normal(0.14, 0.09))
	});
	const apex: Point = [random.normal(0, 2), random.uniform(-25, -19)];
	const roof = (x: number): Landmark => ({
		points: wavy([x, apex[1] + random.uniform(-7, 6)], apex, random.normal(0, 1), 0.2, random, 10),
		breadth: random.uniform(0.8, 1.8),
		strength: Math.max(0, random.normal(0.1, 0.08))
	});
	return [wall(random.uniform(11, 16)), wall(-random.uniform(11, 16)), roof(17), roof(-17)];
}

function plateauRim(random: RandomStream): PlateauRim {
	return {
		depth: random.uniform(1.6, 5),
		breadth: random.uniform(0.8, 1.6),
		strength: Math.max(0, random.normal(0.17, 0.08))
	};
}

/** Crossing ridges below the tibial eminence. */
function eminenceStreaks(random: RandomStream): Landmark[] {
	return Array.from({ length: 7 }, () => {
		const from: Point = [random.normal(0, 6), random.uniform(-2, 6)];
		const to: Point = [from[0] + random.normal(0, 9), from[1] + random.uniform(0, 5)];
		return {
			points: wavy(from, to, random.normal(0, 1.5), 0.4, random, 8),
			breadth: random.uniform(0.8, 2.6),
			strength: random.uniform(0.04, 0.24)
		};
	});
}

/** Faint lines of the femur. */
export function sampleFemurLandmarks(breadth: number, random: RandomStream): Landmark[] {
	return [...physealScars(breadth, random).slice(0, 2), ...notchWalls(random)];
}

/** Faint lines of the tibia. */
export function sampleTibiaLandmarks(
	breadth: number,
	random: RandomStream
): Omit<Landmarks, 'femur'> {
	return {
		tibiaScars: physealScars(breadth, random).slice(2),
		plateauRims: { medial: plateauRim(random), lateral: plateauRim(random) },
		eminenceStreaks: eminenceStreaks(random)
	};
}
