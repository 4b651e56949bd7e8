import type { CheckedKnees } from '#lib/core/records/model-checks.ts';
import { formatCount } from '#lib/core/text/format.ts';
import type { ModelCard } from '#lib/core/records/model-card.ts';
import type { SplitName } from '#lib/core/records/test-set.ts';

/** What a card says of its training, for one kind of knees. */
export interface KneeSource {
	/** "real knees" or "synthetic knees"; "knees" where the card does not say. */
	kind: string;
	counts: Partial<Record<SplitName, number[]>>;
	metrics: ModelCard['metrics'];
}

/** The knees a network learned from first, then the drawn ones that were mixed in, where there are any. */
export function kneeSources({
	trainingData,
	metrics,
	phantomMetrics
}: Pick<ModelCard, 'trainingData' | 'metrics' | 'phantomMetrics'>): KneeSource[] {
	const { counts = {}, phantomCounts = {} } = trainingData ?? {};
	const kind = trainingData ? kindOf(trainingData.synthetic) : 'knees';
	const sources = [{ kind, counts, metrics }];
	if (phantomMetrics || Object.keys(phantomCounts).length > 0) {
		const mixedIn = trainingData?.synthetic ? `mixed-in ${kindOf(true)}` : kindOf(true);
		sources.push({ kind: mixedIn, counts: phantomCounts, metrics: phantomMetrics ?? {} });
	}
	return sources;
}

/** "real knees, val split". */
export function splitWords(kind: string, split: SplitName | null): string {
	return split ? `${kind}, ${split} split` : kind;
}

/** "826 real knees of 413 subjects, val split". */
export function checkedKneesWords({ synthetic, split, knees, subjects }: CheckedKnees): string {
	const kind = `${formatCount(knees)} ${kindOf(synthetic)} of ${formatCount(subjects)} subjects`;
	return splitWords(kind, split);
}

export function kindOf(synthetic: boolean): string {
	return synthetic ? 'synthetic knees' : 'real knees';
}
