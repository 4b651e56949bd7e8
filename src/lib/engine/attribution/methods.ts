import type { AttributionMethod } from './attribution.ts';
import { gradCam } from './grad-cam.ts';

/** The ways to explain a network. */
export const METHODS: readonly AttributionMethod[] = [gradCam];
