import type { ChartReader } from '#lib/charts/series/reader.types.ts';
import { formatCount, formatPercent } from '#lib/core/text/format.ts';
import { classLabel, placedClasses } from '#lib/core/labels/class-label.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import { GREY_TOLERANCE, type GreyConversion } from '#lib/core/image/grey-conversion.ts';
import type { ModelCard } from '#lib/core/records/model-card.ts';
import type { Table } from '#lib/core/text/table.ts';
import type { OwnFilm, OwnReading } from '#lib/study/own-xray/own-xray.svelte.ts';

/** How the picture became a film of 224 x 224, in sentences. */
export function preparedWords({ size, conversion }: OwnFilm): string {
	if (!size) return 'A knee of the embedded set, used as it is.';
	const converted = conversion ? conversionWords(conversion) : [];
	const { width, height, cropped } = size;
	const from = `The image has ${formatCount(width)} × ${formatCount(height)} pixels`;
	const sized = cropped
		? `${from}: the central square was cut out and resized to 224 × 224. What lies outside it was not read.`
		: width !== 224
			? `${from} and was resized to 224 × 224.`
			: converted.length > 0
				? `${from}.`
				: `${from} and was used as it is.`;
	return [sized, ...converted].join(' ');
}

function conversionWords({ range, colour, transparent }: GreyConversion): string[] {
	const said: string[] = [];
	if (range) {
		const { lowest, highest, black, white } = range;
		said.push(
			`Of its 16 bits it uses the values ${formatCount(lowest)} to ${formatCount(highest)}: they were stretched, so that ${formatCount(black)} is black and ${formatCount(white)} white.`
		);
	}
	if (colour > GREY_TOLERANCE) {
		said.push('It is in colour: only its brightness was read. Is it an X-ray?');
	} else if (colour > 0) {
		said.push('Its colours are nearly grey: their brightness was read.');
	}
	if (transparent) said.push('Transparent parts were read as black.');
	return said;
}

/** What the networks have seen before, as a warning; null where none is known to have learned from drawn knees only. */
export function trainingWarning(cards: readonly ModelCard[]): string | null {
	const synthetic = cards.filter(({ trainingData }) => trainingData?.synthetic);
	if (synthetic.length === 0) return null;
	if (synthetic.length === cards.length) {
		return 'These networks were trained on synthetic knees only. They have never seen a radiograph of a person, and the grade they give one may be quite wrong.';
	}
	const names = synthetic.map(({ title }) => title).join(' and ');
	return `${names} ${synthetic.length === 1 ? 'was' : 'were'} trained on synthetic knees only and may be quite wrong on a radiograph of a person.`;
}

/** "rows 64 to 191": those of a film that any network reads; empty where one reads all of them. */
export function rowsRead(cards: readonly ModelCard[]): string {
	const parts = cards.map(({ seen }) => seen);
	if (parts.length === 0 || parts.some((seen) => !seen)) return '';
	const first = Math.min(...parts.map((seen) => seen!.y0));
	const end = Math.max(...parts.map((seen) => seen!.y1));
	return `rows ${first} to ${end - 1}`;
}

/** What was read, for a listener: every network's grade with its score, then the ensemble's. */
export function announcement(
	scale: LabelScale,
	readings: readonly { reader: ChartReader; reading: OwnReading }[],
	ensembleGrade: number | null
): string {
	const said = readings.map(({ reader, reading: { grade, probabilities } }) => {
		return `${reader.name} predicts ${classLabel(scale, grade)} with a score of ${formatPercent(probabilities[grade])}`;
	});
	if (ensembleGrade !== null) {
		said.push(`the ensemble predicts ${classLabel(scale, ensembleGrade)}`);
	}
	return said.length === 0 ? '' : `${said.join('; ')}.`;
}

/** Scores of every grade by each network and the ensemble, in full precision. */
export function ownTable(
	scale: LabelScale,
	film: OwnFilm,
	readings: readonly { reader: ChartReader; reading: OwnReading }[],
	ensemble: { name: string; scores: ArrayLike<number> } | null
): Table {
	return {
		caption: `Predictions for ${film.name}`,
		columns: [
			{ label: 'Grade' },
			...readings.map(({ reader }) => ({ label: `${reader.name} score`, numeric: true })),
			...(ensemble ? [{ label: `${ensemble.name} ensemble score`, numeric: true }] : [])
		],
		rows: placedClasses(scale).map(({ grade, label }) => [
			label,
			...readings.map(({ reading }) => reading.probabilities[grade]),
			...(ensemble ? [ensemble.scores[grade]] : [])
		])
	};
}
