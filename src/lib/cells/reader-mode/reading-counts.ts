/** How many knees a reading can be of; fewer than the first cannot be read. */
export const READING_COUNTS = [10, 20, 50, 100] as const;
