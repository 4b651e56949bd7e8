import { vi } from 'vitest';

class NeverTells {
	observe() {}
	unobserve() {}
	disconnect() {}
}

/**
 * jsdom lays nothing out and draws nothing: no size is ever told, nothing comes into view, and a canvas has no
 * context. `vi.unstubAllGlobals` and `vi.restoreAllMocks` take it back.
 */
export function withoutLayout(): void {
	vi.stubGlobal('ResizeObserver', NeverTells);
	vi.stubGlobal('IntersectionObserver', NeverTells);
	vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
}
