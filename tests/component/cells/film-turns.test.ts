import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inTurn } from '#lib/panels/film/film-turns.ts';
import { CAPTION_HEIGHT, GRID_GAP, thumbnailGrid } from '#lib/panels/tray/thumbnail-grid.ts';

let frames: FrameRequestCallback[] = [];
beforeEach(() => {
	frames = [];
	vi.stubGlobal('requestAnimationFrame', (task: FrameRequestCallback) => frames.push(task));
});
afterEach(() => vi.unstubAllGlobals());

function nextFrame() {
	const due = frames;
	frames = [];
	for (const task of due) task(0);
}

test('films that come together keep their order; those scrolled to last come first', () => {
	const begun: string[] = [];
	const ask = (...names: string[]) => names.map((name) => inTurn(() => begun.push(name)));
	ask('a', 'b', 'c', 'd', 'e');
	nextFrame();
	expect(begun).toEqual([]);
	nextFrame();
	expect(begun).toEqual(['a', 'b', 'c']);
	const [, takeBack] = ask('f', 'g');
	takeBack();
	nextFrame();
	expect(begun.slice(3)).toEqual(['f', 'd', 'e']);
	nextFrame();
	expect(frames).toHaveLength(0);
	ask('h');
	nextFrame();
	nextFrame();
	expect(begun.at(-1)).toBe('h');
	while (frames.length > 0) nextFrame();
});

test('thumbnails fill the width in as many columns as fit', () => {
	const { columns, width, lineHeight } = thumbnailGrid(960, 104);
	expect(columns).toBe(8);
	expect(columns * width + (columns - 1) * GRID_GAP).toBeCloseTo(960, 9);
	expect(lineHeight).toBe(Math.round(width) + CAPTION_HEIGHT + GRID_GAP);
	expect(thumbnailGrid(0, 104)).toMatchObject({ columns: 1, width: 104 });
	expect(thumbnailGrid(50, 104)).toMatchObject({ columns: 1, width: 50 });
});
