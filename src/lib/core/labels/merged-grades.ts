/** How Kellgren-Lawrence grades are seen as one in matrices: a grouping of their scale. */
export type Merging = 'none' | 'three' | 'kl2';
