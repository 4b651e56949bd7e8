import type { FigureName } from '#lib/core/metrics/registry.ts';
import { fixture } from './fixtures.ts';

interface ExchangeReferences {
	every: {
		subjects: number[];
		truth: number[];
		/** Probabilities of three systems in parts of 1024. */
		parts: [number[], number[], number[]];
		figures: Record<FigureName, { observed: number[]; p: number[]; adjusted: number[] }>;
	};
	drawn: {
		subjects: number[];
		truth: number[];
		read: number[][];
		figures: Record<'accuracy' | 'balancedAccuracy', { p: number[]; adjusted: number[] }>;
	};
	clusteredMcNemar: {
		subjects: number[];
		truth: number[];
		read: [number[], number[]];
		onlyFirst: number;
		onlySecond: number;
		p: number;
	}[];
	normal: { tail: { z: number; p: number }[]; quantile: { p: number; z: number }[] };
}

/** What tests/reference/exchange_statistics.py wrote. */
export const exchangeReferences = fixture<ExchangeReferences>('exchanges.json');
