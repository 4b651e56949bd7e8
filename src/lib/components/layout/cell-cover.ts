import { getContext, setContext, type Snippet } from 'svelte';

type Cover = () => Snippet | null;

const KEY = Symbol('cell cover');

/** Sets what stands in place of the content of every cell below, while it is not null: why there is none. */
export function setCellCover(cover: Cover): void {
	setContext(KEY, cover);
}

/** What covers the cells here; nothing where none was set. */
export function getCellCover(): Cover {
	return getContext<Cover | undefined>(KEY) ?? (() => null);
}
