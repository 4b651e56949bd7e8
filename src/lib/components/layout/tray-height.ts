/** Heights of the tray as shares of the window: as it opens, and how far it may be drawn. */
export const TRAY_HEIGHT = 0.45;
export const TRAY_LEAST = 0.2;
export const TRAY_MOST = 0.92;

/** Height for a pointer at `clientY` of a window `innerHeight` high, both in pixels; a share 0-1. */
export function heightAt(clientY: number, innerHeight: number): number {
	return clamp(1 - clientY / innerHeight);
}

/** Height after a key on the handle: arrows by a twentieth, Home and End to the limits; null for other keys. */
export function heightAfter(key: string, height: number): number | null {
	switch (key) {
		case 'ArrowUp':
			return clamp(height + 0.05);
		case 'ArrowDown':
			return clamp(height - 0.05);
		case 'Home':
			return TRAY_LEAST;
		case 'End':
			return TRAY_MOST;
		default:
			return null;
	}
}

/**
 * Height to open at: as much as what is to stay in sight above leaves, one line of contents at least and
 * {@link TRAY_HEIGHT} at most. All in pixels but the share that is returned.
 *
 * @param wanted spans above the tray, the best first: the first that leaves room for a line counts
 */
export function openingHeight(
	wanted: readonly number[],
	line: number,
	innerHeight: number
): number {
	const above = wanted.find((height) => innerHeight - height >= line) ?? innerHeight - line;
	return clamp(Math.min(TRAY_HEIGHT, 1 - above / innerHeight));
}

function clamp(height: number): number {
	return Math.min(TRAY_MOST, Math.max(TRAY_LEAST, height));
}
