import { area, line, scaleLinear, ticks } from 'd3';
import { formatNumber } from '#lib/core/text/format.ts';
import type { Range } from '#lib/core/statistics/wilson-interval.ts';

/** A risk when this share of the knees is graded. */
export interface RiskPoint {
	/** Above 0 to 1. */
	coverage: number;
	/** A share of errors (0-1), or a mean distance in grades. */
	risk: number;
}

/** The interval of a risk at a coverage. */
export interface RiskRange extends Range {
	coverage: number;
}

export interface RiskBox {
	width: number;
	height: number;
	/** The highest risk shown. */
	top: number;
}

/** The highest risk of curves and band from a coverage on, rounded up to a tick; above 0. */
export function highestRisk(
	curves: readonly (readonly RiskPoint[])[],
	band: readonly RiskRange[],
	from: number
): number {
	let highest = 0;
	for (const points of curves) {
		for (const { coverage, risk } of points) {
			if (coverage >= from && risk > highest) highest = risk;
		}
	}
	for (const { upper } of band) if (upper > highest) highest = upper;
	highest ||= 0.1;
	const [first, second] = ticks(0, highest, 4);
	const step = second - first;
	return step * Math.ceil(highest / step - 1e-9);
}

/** Round risks of the axis, 0 first. */
export function riskTicks(top: number): number[] {
	return ticks(0, top, 4);
}

/** How a tick is written: percent of errors, or grades; the unit stands at the top one. */
export function riskTickText(risk: number, unit: 'percent' | 'grades'): string {
	if (unit === 'percent')
		return formatNumber(100 * risk, Number.isInteger(Math.round(1000 * risk) / 10) ? 0 : 1);
	return formatNumber(risk, risk === 0 ? 0 : 2);
}

/** In pixels. */
const APART = 0.5;

function scalesOf({ width, height, top }: RiskBox) {
	return { x: scaleLinear([0, 1], [0, width]), y: scaleLinear([0, top], [height, 0]) };
}

/** Place of a point, pixels from the top left of the box; coverage 0-1 takes the whole width. */
export function riskPlace({ coverage, risk }: RiskPoint, box: RiskBox) {
	const { x, y } = scalesOf(box);
	return { x: x(coverage), y: y(risk) };
}

/**
 * The curve from a coverage on as an SVG path. Points less than half a pixel from the one before are left out, the last
 * is kept: of thousands of knees no one sees more.
 */
export function riskPath(points: readonly RiskPoint[], box: RiskBox, from: number): string {
	const { x, y } = scalesOf(box);
	const places: [x: number, y: number][] = [];
	let [lastX, lastY] = [-Infinity, -Infinity];
	points.forEach(({ coverage, risk }, i) => {
		if (coverage < from) return;
		const place: [x: number, y: number] = [x(coverage), y(risk)];
		const isSeen = Math.abs(place[0] - lastX) >= APART || Math.abs(place[1] - lastY) >= APART;
		if (!isSeen && i < points.length - 1) return;
		places.push(place);
		[lastX, lastY] = place;
	});
	return line()(places) ?? '';
}

/** The band of intervals as an SVG path. */
export function bandPath(band: readonly RiskRange[], box: RiskBox): string {
	const { x, y } = scalesOf(box);
	const path = area<RiskRange>(
		({ coverage }) => x(coverage),
		({ lower }) => y(lower),
		({ upper }) => y(upper)
	);
	return path(band) ?? '';
}
