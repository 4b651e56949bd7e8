import { describe, expect, it, vi } from 'vitest';
import { compareSystems } from '#lib/study/selection/difference-link.ts';
import { linkedIn } from '#lib/study/selection/matrix-link.ts';
import { viewFromQuery, viewToQuery } from '#lib/study/view/view-address.ts';
import { agreementCounts } from '#lib/cells/mistakes/agreement-counts.ts';
import { fakeStudy } from './fake-study.ts';

const sum = (matrix: readonly (readonly number[])[]) => matrix.flat().reduce((a, b) => a + b, 0);

const studyOf200 = () => fakeStudy({ test: 200, val: 40 });

describe('a filter', () => {
	it('leaves all as it is while there is none', () => {
		const { filter, systems, table } = studyOf200();
		expect(filter.state).toBe('off');
		expect(systems.rows).toBe(table.evaluatedRows);
	});

	it('makes matrices, figures, differences, counts and selections those of the knees that pass', () => {
		const study = studyOf200();
		const { filter, selection, systems, table } = study;
		const weights = systems.weights;
		filter.set(['left', 'grade-2']);
		const passing = table.evaluatedRows.filter(
			(row) => table.knees[row].side === 'L' && table.grades[row] === 2
		);
		expect(systems.rows).toEqual(passing);
		expect(filter.words).toBe('left knees, true 2 Minimal');
		for (const { confusion, known, metrics } of [...systems.models, systems.ensemble]) {
			expect(known).toBe(passing.length);
			expect(sum(confusion)).toBe(passing.length);
			expect(metrics.support).toEqual([0, 0, passing.length, 0, 0]);
		}
		expect(systems.weights).toBe(weights);
		expect(compareSystems(study, 'xception', 'resnet50')!.rows).toEqual(passing);
		expect(agreementCounts(study).read).toBe(passing.length);
		selection.select({ kind: 'mistakes', system: 'xception' });
		const { predictions } = systems.get('xception')!;
		const wrong = (row: number) => predictions[row] !== table.grades[row];
		expect(new Set(selection.rows)).toEqual(new Set(passing.filter(wrong)));
		expect(selection.hidden).toBe(table.evaluatedRows.filter(wrong).length - selection.rows.length);
		expect(sum(linkedIn(study, systems.get('resnet50')!)!)).toBe(selection.rows.length);
	});

	it('bootstraps the knees that pass, and anew only when they change', async () => {
		const study = studyOf200();
		const { filter, intervals, systems } = study;
		const before = intervals.key;
		filter.set(['right']);
		expect(intervals.key).not.toBe(before);
		await intervals.update();
		expect(intervals.known!.result.knees).toBe(systems.rows.length);
		filter.clear();
		expect(intervals.key).toBe(before);
	});

	it('takes one slice of a family, and only slices there are', () => {
		const { filter } = studyOf200();
		filter.add('left');
		filter.add('grade-1');
		filter.add('right');
		expect(filter.conditions).toEqual(['grade-1', 'right']);
		expect(filter.set(['left', 'right'])).toBe(false);
		expect(filter.set(['purple'])).toBe(false);
		expect(filter.conditions).toEqual(['grade-1', 'right']);
		filter.remove('grade-1');
		expect(filter.conditions).toEqual(['right']);
	});

	it('shows no knee before it is known which pass', async () => {
		const study = studyOf200();
		const { filter, slices, systems } = study;
		filter.set(['negative']);
		expect(filter.state).toBe('waiting');
		expect(systems.rows).toEqual([]);
		await slices.load();
		expect(filter.state).toBe('on');
		const properties = await study.properties.get();
		expect(systems.rows).toEqual(
			study.table.evaluatedRows.filter((row) => properties.get(study.table.knees[row].id)!.negative)
		);
	});

	it('says where its file could not be fetched, and tries again', async () => {
		const study = studyOf200();
		const { filter, slices } = study;
		const failing = vi.spyOn(study.properties, 'get').mockRejectedValue(new Error('No network.'));
		filter.set(['sharp']);
		await slices.load();
		expect(filter.state).toBe('failed');
		expect(slices.failure!.message).toBe('No network.');
		failing.mockRestore();
		await slices.load();
		expect(filter.state).toBe('on');
	});

	it('is in the address, and comes back with the selection inside it', async () => {
		const study = studyOf200();
		study.filter.set(['left', 'sharp']);
		await study.slices.load();
		study.selection.select({ kind: 'mistakes', system: 'resnet50' });
		study.view.slices = { system: 'resnet50', metric: 'accuracy', contrast: 'grades' };
		const query = viewToQuery(study, '');
		expect(query).toContain('filter=left~sharp');
		expect(query).toContain('slices=resnet50~accuracy~grades');
		const other = studyOf200();
		expect(viewFromQuery(other, query)).toEqual([]);
		await other.slices.load();
		expect(other.selection.rows).toEqual(study.selection.rows);
		expect(other.view.slices).toEqual(study.view.slices);
		expect(viewFromQuery(other, '?v=1&filter=left~purple&slices=nobody')).toEqual([
			'slices',
			'filter'
		]);
		expect(other.filter.state).toBe('off');
	});
});

describe('slices', () => {
	it('are thirds of about equal size, and every knee is in one of each family', async () => {
		const { slices, table } = studyOf200();
		await slices.load();
		const count = (id: string) => table.evaluatedRows.filter(slices.membership(id)!).length;
		for (const ids of [
			['dark', 'mid-grey', 'bright'],
			['flat', 'mid-contrast', 'contrasty'],
			['soft', 'mid-sharp', 'sharp']
		]) {
			for (const id of ids) expect(Math.abs(count(id) - 200 / 3)).toBeLessThanOrEqual(1);
		}
		expect(count('left') + count('right')).toBe(200);
		expect(count('other-worse')).toBe(count('other-better'));
		expect(count('other-worse') + count('other-same') + count('other-better')).toBe(200);
	});

	it('by what was drawn follow the truths', async () => {
		const study = studyOf200();
		const { slices, table } = study;
		expect(slices.membership('large-spur')).toBeNull();
		await slices.load();
		const truths = await study.truths.all();
		const isIn = (id: string) => table.evaluatedRows.map(slices.membership(id)!);
		const by = (
			test: (truth: NonNullable<ReturnType<typeof truths.get>>, row: number) => boolean
		) => table.evaluatedRows.map((row) => test(truths.get(table.knees[row].id)!, row));
		expect(isIn('large-spur')).toEqual(by((t) => t.osteophytes.some(({ mm }) => mm >= 3)));
		expect(isIn('no-spur')).toEqual(by((t) => t.osteophytes.every(({ mm }) => mm < 1)));
		expect(isIn('sclerosis')).toEqual(
			by(({ sclerosis }) => sclerosis.medial > 0.3 || sclerosis.lateral > 0.3)
		);
		expect(isIn('second-agrees')).toEqual(
			by((t, row) => t.secondReaderGrade === table.grades[row])
		);
		expect(isIn('attrition')).toEqual(by((t) => t.attritionMm.lateral >= 0.5));
		const spaces = (id: string) =>
			table.evaluatedRows
				.filter(slices.membership(id)!)
				.map((row) => truths.get(table.knees[row].id)!.jointSpaceMm)
				.map(({ medial, lateral }) => Math.min(medial, lateral));
		expect(Math.max(...spaces('narrow-space'))).toBeLessThan(Math.min(...spaces('mid-space')));
		expect(Math.max(...spaces('mid-space'))).toBeLessThan(Math.min(...spaces('wide-space')));
	});
});
