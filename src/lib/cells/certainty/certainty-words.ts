import { probabilitySharesWords } from '#lib/words/share-words.ts';
import { systemWords } from '#lib/words/selection-words.ts';
import { binRange } from '#lib/charts/curves/reliability-text.ts';
import type { ReliabilityBin } from '#lib/core/metrics/reliability-diagram.ts';
import type { Foretold } from '#lib/study/view/certainty-view.svelte.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { SystemId } from '#lib/study/systems/systems.svelte.ts';

/** What it was so of, after a share: "right", or "of grade 2". */
export function outcomeWords(foretold: Foretold): string {
	return foretold === 'top' ? 'right' : `of grade ${foretold}`;
}

/** The knees of a bin in words, e.g. "given 80 to 90% for grade 2 by ResNet50, after temperature scaling". */
export function binWords(study: Study, id: SystemId, bin: ReliabilityBin): string {
	const { foretold } = study.view.certainty;
	const what = foretold === 'top' ? 'the likeliest grade' : `grade ${foretold}`;
	return `given ${binRange(bin)} for ${what} by ${systemWords(study, id)}${scaledWords(study)}`;
}

/** "the most confident 80% of the mean ensemble" */
export function surestWords(study: Study, id: SystemId): string {
	return `the most confident ${study.view.certainty.coverage}% of ${systemWords(study, id)}${scaledWords(study)}`;
}

/** How the shown probabilities were made, after a comma: ", for the shares of the validation knees, after temperature scaling". */
export function scaledWords({ systems, view }: Study): string {
	const { probabilityShares: shares } = systems;
	const converted =
		shares === 'as-read' || systems.all.every(({ basis }) => !basis)
			? ''
			: `, for ${probabilitySharesWords(shares)}`;
	return `${converted}${view.certainty.scaled ? ', after temperature scaling' : ''}`;
}
