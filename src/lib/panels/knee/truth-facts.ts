import { formatNumber, formatPercent } from '#lib/core/text/format.ts';
import { classLabel } from '#lib/core/labels/class-label.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import type { KneeTruth, OsteophyteSite } from '#lib/core/records/test-set.ts';
import { MARKED_SPUR_MM } from '#lib/panels/film/truth-signs.ts';

const sites: Readonly<Record<OsteophyteSite, string>> = {
	'femur-medial': 'femur, medial',
	'femur-lateral': 'femur, lateral',
	'tibia-medial': 'tibia, medial',
	'tibia-lateral': 'tibia, lateral'
};

/** What was drawn into a phantom, as label and value; signs that are absent are said to be none. */
export function truthFacts(
	scale: LabelScale,
	truth: KneeTruth
): { label: string; value: string }[] {
	const { jointSpaceMm, narrowing, sclerosis, attritionMm } = truth;
	const space = (side: 'medial' | 'lateral') =>
		`${formatNumber(jointSpaceMm[side], 1)} mm, ${formatPercent(narrowing[side])} lost`;
	const spurs = truth.osteophytes.toSorted((a, b) => b.mm - a.mm);
	const marked = spurs.filter(({ mm }) => mm >= MARKED_SPUR_MM).length;
	const harder = sclerosis.medial >= sclerosis.lateral ? 'medial' : 'lateral';
	const deeper = attritionMm.medial >= attritionMm.lateral ? 'medial' : 'lateral';
	const facts = [
		{ label: 'Joint space, medial', value: space('medial') },
		{ label: 'Joint space, lateral', value: space('lateral') },
		{
			label: 'Largest osteophyte',
			value:
				spurs.length > 0 && spurs[0].mm >= 0.05
					? `${formatNumber(spurs[0].mm, 1)} mm, ${sites[spurs[0].site]}`
					: 'none'
		},
		{
			label: `Osteophytes of ${MARKED_SPUR_MM} mm and more`,
			value: marked === 0 ? 'none' : String(marked)
		},
		{
			label: 'Sclerosis, 0 to 1',
			value: `${formatNumber(sclerosis[harder])}, ${harder}`
		},
		{
			label: 'Bone loss (attrition)',
			value:
				attritionMm[deeper] >= 0.05
					? `${formatNumber(attritionMm[deeper], 1)} mm, ${deeper}`
					: 'none'
		},
		{
			label: 'Grade by a second reader',
			value: classLabel(scale, truth.secondReaderGrade)
		}
	];
	return truth.negative ? [...facts, { label: 'Shown as', value: 'a negative' }] : facts;
}
