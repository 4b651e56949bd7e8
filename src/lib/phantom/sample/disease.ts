import { clamp, exp, interpolate } from '#lib/phantom/deterministic-math.ts';
import type { OsteophyteSite, Side } from '#lib/core/records/test-set.ts';
import { RandomStream } from '#lib/phantom/random.ts';
import type { KneeDisease } from '#lib/phantom/spec.ts';
import type { Compartment, Grade } from '#lib/phantom/truth.ts';
import { readGrade } from './reader.ts';

/** One knee's disease with the compartment it is worse in and what two readers call it. */
export interface SampledDisease extends KneeDisease {
	leading: Compartment;
	grade: Grade;
	secondReaderGrade: Grade;
}

const LEADS_MEDIALLY = 0.72;
const CLUSTERING = 0.48;
const SEVERITY = [0, 0.5, 1.5, 2.5, 3.5, 4.5, 5];
const NARROWING = [0, 0.01, 0.06, 0.19, 0.5, 0.88, 0.97];
const OSTEOPHYTE_MM = [0, 0.2, 1.2, 2.9, 4.2, 6.6, 8];
const SCLEROSIS = [0.02, 0.04, 0.08, 0.22, 0.52, 0.9, 1];
const ATTRITION_MM = [0, 0, 0, 0.03, 0.8, 2.9, 3.8];

/** Severities cluster around the middle of each grade, so that readers disagree no more than they do on real knees. */
function cluster(severity: number): number {
	const middle = Math.min(Math.floor(severity), 4) + 0.5;
	return middle + CLUSTERING * (severity - middle);
}

function leadingNarrowing(severity: number, random: RandomStream): number {
	const noise = random.normal(0, 0.02 + 0.035 * clamp(severity - 0.5, 0, 1));
	return clamp(interpolate(SEVERITY, NARROWING, severity) + noise, 0, 0.98);
}

function osteophytes(
	severity: number,
	leading: Compartment,
	random: RandomStream
): Record<OsteophyteSite, number> {
	const largest = clamp(
		interpolate(SEVERITY, OSTEOPHYTE_MM, severity) * exp(random.normal(0, 0.11)) +
			random.normal(0, 0.12),
		0,
		10
	);
	const other: Compartment = leading === 'medial' ? 'lateral' : 'medial';
	const sites: OsteophyteSite[] = [`tibia-${leading}`, `femur-${leading}`];
	const minor: OsteophyteSite[] = [`tibia-${other}`, `femur-${other}`];
	if (random.chance(0.45)) sites.reverse();
	if (random.chance(0.45)) minor.reverse();
	sites.push(...minor);
	if (random.chance(0.25)) [sites[1], sites[2]] = [sites[2], sites[1]];
	const sizes = [
		largest,
		largest * random.uniform(0.68, 0.98),
		largest * random.uniform(0.25, 0.68),
		largest * random.uniform(0.05, 0.4)
	];
	return Object.fromEntries(sites.map((site, i) => [site, sizes[i]])) as Record<
		OsteophyteSite,
		number
	>;
}

function byCompartment<T>(leading: Compartment, lead: T, other: T): Record<Compartment, T> {
	return leading === 'medial' ? { medial: lead, lateral: other } : { medial: other, lateral: lead };
}

function sampleKnee(
	severity: number,
	leading: Compartment,
	healthyMm: Record<Compartment, number>,
	random: RandomStream
): Omit<SampledDisease, 'grade' | 'secondReaderGrade'> {
	const lead = leadingNarrowing(severity, random);
	const narrowing = byCompartment(leading, lead, lead * random.uniform(0, 0.35));
	const osteophyteMm = osteophytes(severity, leading, random);
	const sclerosis = clamp(
		interpolate(SEVERITY, SCLEROSIS, severity) +
			random.normal(0, 0.03 + 0.04 * clamp(severity - 1, 0, 1)),
		0,
		1
	);
	const attrition = clamp(
		interpolate(SEVERITY, ATTRITION_MM, severity) * exp(random.normal(0, 0.25)),
		0,
		5
	);
	return {
		leading,
		healthyMm,
		narrowing,
		osteophyteMm,
		sclerosis: byCompartment(leading, sclerosis, sclerosis * random.uniform(0.1, 0.45)),
		attritionMm: byCompartment(leading, attrition, 0)
	};
}

/**
 * The disease of both knees of a subject. Severity, leading compartment and healthy joint-space width are correlated
 * between the two. Grades are spread about evenly over 0-4: `samplePhantoms` draws a wanted prevalence from them.
 */
export function sampleDisease(seed: number): Record<Side, SampledDisease> {
	const shared = new RandomStream(seed, 'disease');
	const severity = shared.uniform(-0.4, 5.4);
	const medialLead = shared.chance(LEADS_MEDIALLY);
	const medialMm = shared.normal(4.95, 0.36);
	const lateralMm = medialMm + shared.normal(0.45, 0.35);
	const knee = (side: Side): SampledDisease => {
		const random = new RandomStream(seed, `disease ${side}`);
		const ownLead = random.chance(0.3) ? random.chance(LEADS_MEDIALLY) : medialLead;
		const healthyMm = {
			medial: clamp(medialMm + random.normal(0, 0.15), 3.6, 7),
			lateral: clamp(lateralMm + random.normal(0, 0.15), 3.6, 7.5)
		};
		const disease = sampleKnee(
			cluster(clamp(severity + random.normal(0, 0.8), 0, 5)),
			ownLead ? 'medial' : 'lateral',
			healthyMm,
			random
		);
		const read = (reader: string) =>
			readGrade(disease, new RandomStream(seed, `${reader} reader ${side}`));
		return { ...disease, grade: read('first'), secondReaderGrade: read('second') };
	};
	return { L: knee('L'), R: knee('R') };
}
