import * as v from 'valibot';

const finite = v.pipe(v.number(), v.finite());

/** A `Box`, in pixels. */
export const boxSchema = v.object({ x0: finite, y0: finite, x1: finite, y1: finite });
