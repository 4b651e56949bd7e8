/** Width of a film that is small, pixels. */
export const LEAST_FILM = 104;
/** Room between thumbnails, pixels. */
export const GRID_GAP = 12;
/** What stands below a film: true grade and readings, pixels. */
export const CAPTION_HEIGHT = 25;

/** How thumbnails are laid out: as many columns as fit, all alike. */
export interface ThumbnailGrid {
	columns: number;
	/** Of a thumbnail, pixels; its film is square. */
	width: number;
	/** Of a line of thumbnails with the gap below it, pixels. */
	lineHeight: number;
}

/**
 * Columns for a width in pixels; one where there is no layout.
 *
 * @param least width of a thumbnail
 */
export function thumbnailGrid(available: number, least: number): ThumbnailGrid {
	const columns = Math.max(1, Math.floor((available + GRID_GAP) / (least + GRID_GAP)));
	const width = Math.max(0, (available - GRID_GAP * (columns - 1)) / columns) || least;
	return { columns, width, lineHeight: Math.round(width + CAPTION_HEIGHT + GRID_GAP) };
}
