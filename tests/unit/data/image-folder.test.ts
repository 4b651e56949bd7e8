import { describe, expect, it } from 'vitest';
import { planImageFolder } from '#lib/data/image-folder.ts';

/** All folders on the way to the files, as a directory walk finds them. */
function plan(files: string[], emptyFolders: string[] = []) {
	const folders = new Set(emptyFolders);
	for (const file of files) {
		const parts = file.split('/');
		for (let i = 1; i < parts.length; i++) folders.add(parts.slice(0, i).join('/'));
	}
	return planImageFolder(files, [...folders], 'set');
}

describe('planImageFolder', () => {
	it('reads splits, grades, subjects and sides from the public layout', () => {
		const { images, splits } = plan([
			'val/3/9000099R.png',
			'val/0/9000099L.png',
			'train/4/9000296L.png'
		]);
		expect(splits).toEqual(['train', 'val']);
		expect(images).toEqual([
			{
				path: 'train/4/9000296L.png',
				id: '9000296L',
				subject: '9000296',
				side: 'L',
				split: 'train',
				grade: 4
			},
			{
				path: 'val/0/9000099L.png',
				id: '9000099L',
				subject: '9000099',
				side: 'L',
				split: 'val',
				grade: 0
			},
			{
				path: 'val/3/9000099R.png',
				id: '9000099R',
				subject: '9000099',
				side: 'R',
				split: 'val',
				grade: 3
			}
		]);
	});

	it('takes a folder of grades as one split named test', () => {
		const { images, splits } = plan(['0/1L.png', '4/2R.PNG']);
		expect(splits).toEqual(['test']);
		expect(images.map(({ split, grade }) => [split, grade])).toEqual([
			['test', 0],
			['test', 4]
		]);
	});

	it('passes over what is no part of the layout and says so, hidden files silently', () => {
		const { images, ignored } = plan([
			'val/0/1L.png',
			'README.md',
			'auto_test/0/1L.png',
			'.DS_Store',
			'val/0/Thumbs.db'
		]);
		expect(images).toHaveLength(1);
		expect(ignored).toEqual(['README.md', 'auto_test/0/1L.png']);
	});

	it.each([
		['no grade folders', ['a/1L.png', 'b/2L.png'], [], /^set has no grade folders/],
		[
			'an unknown grade',
			['val/0/1L.png', 'val/5/2L.png'],
			[],
			/^set\/val\/5\/2L\.png: 5 is no grade/
		],
		['splits beside grades', ['val/0/1L.png', '1/2L.png'], [], /both split folders \(val\)/],
		['an empty grade folder', ['val/0/1L.png'], ['val/3'], /^set\/val\/3 is empty/],
		['an empty split', ['val/0/1L.png'], ['test', 'test/0'], /^set\/test is empty/],
		[
			'the same name in two grades',
			['val/0/1L.png', 'val/3/1L.png'],
			[],
			/set\/val\/3\/1L\.png has the same name as set\/val\/0\/1L\.png/
		],
		[
			'the same name in two splits',
			['val/0/1L.png', 'test/0/1L.png'],
			[],
			/has the same name as set/
		],
		[
			'a subject in two splits',
			['val/0/1L.png', 'test/0/1R.png'],
			[],
			/subject 1 is also in val \(val\/0\/1L\.png\)/
		],
		['a name without side', ['val/0/9000099.png'], [], /does not say subject and side/],
		['a side in lower case', ['val/0/9000099l.png'], [], /does not say subject and side/],
		['a name without subject', ['val/0/L.png'], [], /does not say subject and side/],
		['another kind of file', ['val/0/1L.jpg'], [], /set\/val\/0\/1L\.jpg is not a PNG file/],
		['a nested folder', ['val/0/old/1L.png'], [], /lies in a folder inside a grade folder/]
	])('refuses %s', (_, files, empty, message) => {
		expect(() => plan(files, empty)).toThrow(message);
	});
});
