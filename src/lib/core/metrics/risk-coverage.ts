export interface RiskCoveragePoint {
	/** Knees with at least this confidence are graded. */
	threshold: number;
	/** Graded knees. */
	knees: number;
	/** Share of the knees that is graded, above 0 to 1. */
	coverage: number;
	/** Mean loss of the graded knees. */
	risk: number;
}

export interface RiskCoverage {
	/** Ascending by coverage, one point a distinct confidence; the last one grades every knee. */
	points: RiskCoveragePoint[];
	/** Mean risk over all numbers of graded knees (AURC), equally sure knees taken in random order. */
	area: number;
	/** The area if confidence put the knees in the order of their losses: the lowest these losses allow. */
	lowestArea: number;
}

/**
 * Mean loss when only the most confident knees are graded (El-Yaniv & Wiener, J Mach Learn Res 2010;11:1605-1641;
 * area: Geifman & El-Yaniv, NeurIPS 2017). Equally sure knees come and go together. `area - lowestArea` is
 * the excess area of Geifman, Uziel & El-Yaniv, ICLR 2019.
 *
 * @param confidence `[knees]`, higher is surer, e.g. the highest probability
 * @param losses `[knees]`, e.g. 1 for an error and 0 for none, or the distance in grades
 * @returns null without knees
 * @throws RangeError when the lengths differ or a number is not finite
 */
export function riskCoverage(
	confidence: ArrayLike<number>,
	losses: ArrayLike<number>
): RiskCoverage | null {
	requireFinite(confidence, losses);
	const knees = losses.length;
	if (knees === 0) return null;
	const order = Uint32Array.from({ length: knees }, (_, i) => i).sort(
		(a, b) => confidence[b] - confidence[a]
	);
	const points: RiskCoveragePoint[] = [];
	let area = 0;
	let sum = 0;
	for (let start = 0; start < knees;) {
		const threshold = confidence[order[start]];
		let end = start;
		let tied = 0;
		for (; end < knees && confidence[order[end]] === threshold; end++) tied += losses[order[end]];
		for (let k = start + 1; k <= end; k++) {
			area += (sum + (tied * (k - start)) / (end - start)) / k;
		}
		sum += tied;
		points.push({ threshold, knees: end, coverage: end / knees, risk: sum / end });
		start = end;
	}
	return { points, area: area / knees, lowestArea: lowestArea(losses) };
}

/**
 * The point that grades most knees at a risk of at most `risk`; null where even the most confident knees exceed it.
 */
export function coverageAtRisk(curve: RiskCoverage, risk: number): RiskCoveragePoint | null {
	return curve.points.findLast((point) => point.risk <= risk) ?? null;
}

/**
 * The point that grades at least the share `coverage` of the knees, and as few more as equally sure knees
 * allow.
 *
 * @param coverage 0-1
 */
export function riskAtCoverage(curve: RiskCoverage, coverage: number): RiskCoveragePoint {
	const last = curve.points[curve.points.length - 1];
	return curve.points.find((point) => point.coverage >= coverage) ?? last;
}

function lowestArea(losses: ArrayLike<number>): number {
	const sorted = Float64Array.from(losses).sort();
	let sum = 0;
	let area = 0;
	sorted.forEach((loss, i) => {
		sum += loss;
		area += sum / (i + 1);
	});
	return area / sorted.length;
}

function requireFinite(confidence: ArrayLike<number>, losses: ArrayLike<number>): void {
	if (confidence.length !== losses.length) {
		throw new RangeError(
			`There are ${confidence.length} confidences and ${losses.length} losses; they must be of the same knees.`
		);
	}
	for (let i = 0; i < losses.length; i++) {
		if (Number.isFinite(confidence[i]) && Number.isFinite(losses[i])) continue;
		throw new RangeError(
			`Knee ${i} has the confidence ${confidence[i]} and the loss ${losses[i]}; both must be finite.`
		);
	}
}
