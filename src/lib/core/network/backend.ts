export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'cpu';
export type BackendPreference = BackendName | 'auto';

/** Which backend runs, and in plain words why each one before it in the order was passed over. */
export interface BackendReport {
	backend: BackendName;
	/** The device as the browser names it, e.g. "Apple M2"; null where it does not say. */
	device: string | null;
	/** Real graphics hardware: no software rendering, not the processor. */
	accelerated: boolean;
	passedOver: { backend: BackendName; reason: string }[];
	/** Largest difference between the self-test network's answer and its golden answer. */
	selfTestError: number;
}
