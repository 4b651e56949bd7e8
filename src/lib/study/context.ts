import { createContext } from 'svelte';
import type { Study } from './study.svelte.ts';

/** The study that the cells below the page share. */
export const [getStudy, setStudy] = createContext<Study>();
