/** Where something stands, pixels. */
interface Place {
	top: number;
	bottom: number;
	left: number;
}

/**
 * Which of some places stand beside each other: rows from the top, each from the left. One begins a row where its middle
 * lies below the end of the row's first.
 *
 * @returns `[row][column]` indices of the places
 */
export function rowsOf(places: readonly Place[]): number[][] {
	const fromTop = places.map((_, place) => place).sort((a, b) => places[a].top - places[b].top);
	const rows: number[][] = [];
	for (const place of fromTop) {
		const row = rows.at(-1);
		const { top, bottom } = places[place];
		if (row && (top + bottom) / 2 < places[row[0]].bottom) row.push(place);
		else rows.push([place]);
	}
	return rows.map((row) => row.sort((a, b) => places[a].left - places[b].left));
}

/**
 * SVG files as one.
 *
 * @param drawings `[row][column]`, each with `width` and `height` in pixels
 * @param paper the colour behind them
 * @throws Error where one is no drawing
 */
export function together(drawings: readonly (readonly string[])[], paper: string): string {
	const reader = new DOMParser();
	const sheet = reader.parseFromString(
		'<svg xmlns="http://www.w3.org/2000/svg"><rect width="100%" height="100%"/></svg>',
		'image/svg+xml'
	);
	const { documentElement: all } = sheet;
	all.firstElementChild?.setAttribute('fill', paper);
	let [width, height] = [0, 0];
	for (const row of drawings) {
		let [x, below] = [0, height];
		for (const drawing of row) {
			const { documentElement: svg } = reader.parseFromString(drawing, 'image/svg+xml');
			const size = ['width', 'height'].map((side) => Number(svg.getAttribute(side)));
			if (svg.localName !== 'svg' || !size.every((length) => length > 0)) {
				throw new Error('One of the charts has no size.');
			}
			svg.setAttribute('x', String(x));
			svg.setAttribute('y', String(height));
			all.append(sheet.importNode(svg, true));
			x += size[0];
			below = Math.max(below, height + size[1]);
		}
		width = Math.max(width, x);
		height = below;
	}
	for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` }))
		all.setAttribute(name, String(value));
	return new XMLSerializer().serializeToString(sheet);
}
