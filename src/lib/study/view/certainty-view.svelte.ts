import { GRADES, type Grade } from '#lib/core/labels/grades.ts';
import type { SystemId } from '#lib/study/systems/systems.svelte.ts';

/** Whose probability is looked at: that of the likeliest grade, or of one grade in all knees. */
export type Foretold = 'top' | Grade;

/** What an error costs: 1 each, or its distance in grades. */
export type SelectiveLoss = 'error' | 'grades';

const SEPARATOR = '~';
/** Percent of the knees graded on a first visit, and the least that can be chosen. */
const FIRST_COVERAGE = 80;
export const LEAST_COVERAGE = 5;

/** What the cell of certainty shows. */
export class CertaintyView {
	/** Whose bins and curve are shown closer; null until one is chosen. */
	system = $state<SystemId | null>(null);
	foretold = $state<Foretold>('top');
	/** Probabilities after temperature scaling. */
	scaled = $state(false);
	loss = $state<SelectiveLoss>('error');
	/** Percent of the knees that are graded, a whole number. */
	coverage = $state(FIRST_COVERAGE);

	/** As a word of an address, e.g. `resnet50~2~after~grades~60`; null where all is as on a first visit. */
	toAddress(): string | null {
		const words = [
			this.system ?? '',
			this.foretold === 'top' ? '' : String(this.foretold),
			this.scaled ? 'after' : '',
			this.loss === 'error' ? '' : this.loss,
			this.coverage === FIRST_COVERAGE ? '' : String(this.coverage)
		];
		while (words.at(-1) === '') words.pop();
		return words.length === 0 ? null : words.join(SEPARATOR);
	}

	/**
	 * Takes what {@link toAddress} wrote; fields that are left out, or all with null, become as on a first visit.
	 *
	 * @returns false, with nothing changed, where the word is damaged or names an unknown system
	 */
	fromAddress(word: string | null, isKnown: (system: SystemId) => boolean): boolean {
		const [system = '', foretold = '', scaled = '', loss = '', coverage = '', ...more] = (
			word ?? ''
		).split(SEPARATOR);
		const grade = GRADES.find((one) => String(one.grade) === foretold)?.grade;
		const percent = coverage === '' ? FIRST_COVERAGE : Number(coverage);
		const valid =
			more.length === 0 &&
			(system === '' || isKnown(system)) &&
			(foretold === '' || grade !== undefined) &&
			['', 'after'].includes(scaled) &&
			['', 'grades'].includes(loss) &&
			/^\d{0,3}$/.test(coverage) &&
			percent >= LEAST_COVERAGE &&
			percent <= 100;
		if (!valid) return false;
		this.system = system === '' ? null : system;
		this.foretold = grade ?? 'top';
		this.scaled = scaled === 'after';
		this.loss = loss === 'grades' ? 'grades' : 'error';
		this.coverage = percent;
		return true;
	}
}
