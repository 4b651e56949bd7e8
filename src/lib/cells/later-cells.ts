/** The cells below the first screens: one part of the program, fetched once the first numbers are drawn. */
export { default as Agreement } from './agreement/Agreement.svelte';
export { default as Certainty } from './certainty/Certainty.svelte';
export { default as Comparison } from './comparison/Comparison.svelte';
export { default as Decision } from './decision/Decision.svelte';
export { default as Difference } from './difference/Difference.svelte';
export { default as Ensemble } from './ensemble/Ensemble.svelte';
export { default as KneeMap } from './map/KneeMap.svelte';
export { default as Mistakes } from './mistakes/Mistakes.svelte';
export { default as ReaderModeCell } from './reader-mode/ReaderModeCell.svelte';
export { default as Slices } from './slices/Slices.svelte';
export { default as Suspects } from './suspects/Suspects.svelte';
export { default as TakeItWithYou } from './export/TakeItWithYou.svelte';
export { default as WhereTheyLook } from './where-they-look/WhereTheyLook.svelte';
export { default as YourOwnXray } from './own-xray/YourOwnXray.svelte';
