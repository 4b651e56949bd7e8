/** What the page says of a way to explain networks. */
interface MethodFacts {
	title: string;
	paper: string;
}

/** By the id that files, addresses and the engine know them by. */
export const ATTRIBUTION_METHODS = {
	'grad-cam': {
		title: 'Grad-CAM',
		paper: 'Selvaraju et al., ICCV 2017'
	}
} as const satisfies Record<string, MethodFacts>;

export type MethodId = keyof typeof ATTRIBUTION_METHODS;

/** The method of stored maps and of live runs. */
export const READING_METHOD: MethodId = 'grad-cam';
