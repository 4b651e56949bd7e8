import type { ExposureChange } from '#lib/core/image/exposure.ts';
import type { ModelCard } from '#lib/core/records/model-card.ts';

/** What was done to a film's exposure: "inverted image re-inverted; grey values 23 to 201 stretched to 0 to 255". */
export function exposureWords({ negative, stretch }: ExposureChange): string {
	const turned = negative ? 'inverted image re-inverted; ' : '';
	if (!stretch) return `${turned}too even to be stretched`;
	const { low, high } = stretch;
	if (low === 0 && high === 255) return `${turned}grey values reach from 0 to 255 already`;
	return `${turned}grey values ${low} to ${high} stretched to 0 to 255`;
}

/** The switch that shows the film as those networks read it that standardise its exposure; null where none does. */
export function seenByLabel(cards: readonly ModelCard[]): string | null {
	const standardising = cards.filter(({ exposure }) => exposure === 'standardised');
	if (standardising.length === 0) return null;
	if (standardising.length === cards.length && cards.length > 1) return 'What the networks see';
	const titles = standardising.map(({ title }) => title);
	return `What ${titles.join(' and ')} ${titles.length === 1 ? 'sees' : 'see'}`;
}
