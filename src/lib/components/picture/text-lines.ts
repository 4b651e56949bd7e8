/** A line of text as it stands on the page, in pixels of the window. */
export interface TextLine {
	words: string;
	x: number;
	baseline: number;
	width: number;
}

/** The lines into which the page has broken a text; none where it shows nothing. */
export function textLines(text: Text, font: string): TextLine[] {
	const lines: (TextLine & { top: number; end: number })[] = [];
	const range = document.createRange();
	for (const { 0: word, index } of text.data.matchAll(/\S+/g)) {
		range.setStart(text, index);
		range.setEnd(text, index + word.length);
		const box = range.getBoundingClientRect();
		if (box.width === 0) continue;
		const line = lines.at(-1);
		if (line && Math.abs(line.top - box.top) < 2) {
			line.words += ` ${word}`;
			line.end = box.right;
			line.width = line.end - line.x;
			continue;
		}
		lines.push({
			words: word,
			x: box.left,
			baseline: baselineOf(box, font),
			width: box.width,
			top: box.top,
			end: box.right
		});
	}
	return lines;
}

let measure: CanvasRenderingContext2D | null = null;

/** A line's box is as high as the face above and below the baseline. */
function baselineOf({ top, height }: DOMRect, font: string): number {
	measure ??= document.createElement('canvas').getContext('2d');
	if (!measure) return top + 0.8 * height;
	measure.font = font;
	const { fontBoundingBoxAscent: above, fontBoundingBoxDescent: below } = measure.measureText('x');
	return top + (height - above - below) / 2 + above;
}
