import { describe, expect, it } from 'vitest';
import { planImageFolder } from '#lib/data/images/image-folder.ts';

const plan = (...files: string[]) => planImageFolder(files, 'set');
const places = (...files: string[]) =>
	plan(...files).files.map(({ split, grade }) => `${split} ${grade}`);

describe('planImageFolder', () => {
	it('reads splits and grades from the public layout', () => {
		const { files, splits } = plan('val/3/9R.png', 'val/0/9L.png', 'train/4/8L.png');
		expect(splits).toEqual(['train', 'val']);
		expect(files).toEqual([
			{ path: 'train/4/8L.png', split: 'train', grade: 4 },
			{ path: 'val/0/9L.png', split: 'val', grade: 0 },
			{ path: 'val/3/9R.png', split: 'val', grade: 3 }
		]);
	});

	it('takes a folder of grades as one split named test', () => {
		expect(places('0/1L.png', '4/2R.PNG')).toEqual(['test 0', 'test 4']);
	});

	it.each([
		['Train', 'train'],
		['training', 'train'],
		['VAL', 'val'],
		['valid', 'val'],
		['Validation', 'val'],
		['Test', 'test'],
		['testing', 'test']
	])('takes %s as the split %s', (folder, split) => {
		expect(places(`${folder}/2/1L.png`)).toEqual([`${split} 2`]);
	});

	it.each([
		['0', 0],
		['KL0', 0],
		['kl_4', 4],
		['KL-Grade 3', 3],
		['KLGrade1', 1],
		['grade2', 2],
		['0Normal', 0],
		['0_Normal', 0],
		['1 Doubtful', 1],
		['2Mild', 2],
		['Minimal', 2],
		['MODERATE', 3],
		['severe', 4],
		['Healthy', 0],
		['Normal', 0]
	])('takes the folder %s as grade %i', (folder, grade) => {
		expect(places(`${folder}/1L.png`)).toEqual([`test ${grade}`]);
	});

	it.each(['Osteopenia', 'old2', 'backup 3', '0Severe', 'auto_test'])(
		'passes over the folder %s and says so',
		(folder) => {
			const { files, ignored } = plan('0/1L.png', `${folder}/2L.png`);
			expect(files).toHaveLength(1);
			expect(ignored).toEqual([`${folder}/2L.png`]);
		}
	);

	it('passes over what is no part of the layout, what systems put there silently', () => {
		const { files, ignored } = plan(
			...['val/0/1L.png', 'README.md', 'auto_test/0/1L.png', 'val/notes.csv'],
			...['.DS_Store', 'val/0/Thumbs.db', 'val/desktop.ini', '__MACOSX/val/0/._1L.png']
		);
		expect(files).toHaveLength(1);
		expect(ignored).toEqual(['README.md', 'auto_test/0/1L.png', 'val/notes.csv']);
	});

	it('goes into the folder that holds the set', () => {
		expect(places('archive/kneeKL224/test/1/1L.png', 'archive/LICENSE')).toEqual(['test 1']);
		expect(places('knees/KL2/1L.png')).toEqual(['test 2']);
	});

	it('names what lies where no image is expected', () => {
		expect(plan('0/1L.png', '0/old/2L.png', '5/3L.png', '-1/4L.png').unusable).toEqual([
			{ path: '-1/4L.png', reason: 'set/-1/4L.png: -1 is not a grade. Grades are 0 to 4.' },
			{ path: '0/old/2L.png', reason: expect.stringMatching(/^set\/0\/old\/2L\.png is in a/) },
			{ path: '5/3L.png', reason: 'set/5/3L.png: 5 is not a grade. Grades are 0 to 4.' }
		]);
	});

	it.each<[string, string[], RegExp]>([
		['no grade folders', ['a/1L.png', 'b/2L.png'], /^set has no grade folders/],
		['no folders', ['1L.png'], /^set has no grade folders/],
		['nothing in grades', ['val/a/1L.png'], /^set has no image in the folder of a grade/],
		['splits beside grades', ['val/0/1L.png', '1/2L.png'], /both split folders \(val\) and grade/],
		['one split twice', ['val/0/1.png', 'valid/0/2.png'], /^set\/val and set\/valid are both/],
		['one grade twice', ['test/2/1.png', 'test/Mild/2.png'], /test\/Mild are both grade 2/],
		['several sets', ['a/test/0/1.png', 'b/test/0/1.png'], /holds several sets: a, b/]
	])('refuses %s', (_, files, message) => {
		expect(() => plan(...files)).toThrow(message);
	});
});
