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

function clamp(height: number): number {
	return Math.min(TRAY_MOST, Math.max(TRAY_LEAST, height));
}
