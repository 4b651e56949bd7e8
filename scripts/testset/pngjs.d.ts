declare module 'pngjs' {
	export interface PackOptions {
		colorType?: number;
		inputColorType?: number;
		inputHasAlpha?: boolean;
		bitDepth?: 8 | 16;
		filterType?: number | number[];
		deflateLevel?: number;
		deflateStrategy?: number;
	}

	export class PNG {
		constructor(size: { width: number; height: number });
		data: Buffer;
		static readonly sync: { write(png: PNG, options: PackOptions): Buffer };
	}
}
