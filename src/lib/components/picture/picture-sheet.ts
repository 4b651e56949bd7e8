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
	const rows = drawings.map((row) => row.map((drawing) => sizedDrawing(reader, drawing)));
	const even = rows.every((row) => row.length === rows[0].length);
	/** Drawings below each other begin at the same place where every row has as many. */
	const widthOf = (row: SizedDrawing[], column: number) =>
		even ? Math.max(...rows.map((other) => other[column].width)) : row[column].width;
	let [width, height] = [0, 0];
	for (const row of rows) {
		let x = 0;
		row.forEach(({ svg }, column) => {
			svg.setAttribute('x', String(x));
			svg.setAttribute('y', String(height));
			all.append(sheet.importNode(svg, true));
			x += widthOf(row, column);
		});
		width = Math.max(width, x);
		height += Math.max(...row.map((drawing) => drawing.height));
	}
	for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` }))
		all.setAttribute(name, String(value));
	return new XMLSerializer().serializeToString(sheet);
}

interface SizedDrawing {
	svg: Element;
	width: number;
	height: number;
}

function sizedDrawing(reader: DOMParser, drawing: string): SizedDrawing {
	const { documentElement: svg } = reader.parseFromString(drawing, 'image/svg+xml');
	const [width, height] = ['width', 'height'].map((side) => Number(svg.getAttribute(side)));
	if (svg.localName !== 'svg' || !(width > 0 && height > 0)) {
		throw new Error('One of the charts has no size.');
	}
	return { svg, width, height };
}
