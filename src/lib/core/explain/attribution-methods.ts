/** Ways to explain networks, by the id that files, addresses and the engine know them by. */
export type MethodId = 'grad-cam';

/** The method of stored maps and of live runs. */
export const READING_METHOD: MethodId = 'grad-cam';
