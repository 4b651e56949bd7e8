import { describe, expect, it } from 'vitest';
import { planImageFolder } from '#lib/data/images/image-folder.ts';
import { nameImages } from '#lib/data/images/image-names.ts';

const name = (...files: string[]) => nameImages(planImageFolder(files, 'set').files, 'set');

describe('nameImages', () => {
	it('reads subject and side, in the order of splits and ids', () => {
		const { images, unnamed } = name('val/3/9000099R.png', 'val/0/9000099L.jpg', 'train/4/7l.PNG');
		expect(images.map(({ id, subject, side, split }) => [id, subject, side, split])).toEqual([
			['7L', '7', 'L', 'train'],
			['9000099L', '9000099', 'L', 'val'],
			['9000099R', '9000099', 'R', 'val']
		]);
		expect(unnamed).toEqual([]);
	});

	it.each([
		'NormalG0 (1)',
		'9003175L (1)',
		'9000099',
		'NORMAL',
		'normal',
		'L',
		'Müller Größe',
		'constructor'
	])('takes %s as a subject of its own', (stem) => {
		const { images, unnamed } = name(`0/${stem}.png`);
		expect(images).toMatchObject([{ id: stem, subject: stem, side: null }]);
		expect(unnamed).toEqual([`0/${stem}.png`]);
	});

	it('puts split and grade in front of names that several have', () => {
		const { images, twins } = name('test/0/1.png', 'test/3/1.png', 'val/0/1.png');
		expect(images.map(({ id, subject }) => [id, subject])).toEqual([
			['val-0-1', 'val-0-1'],
			['test-0-1', 'test-0-1'],
			['test-3-1', 'test-3-1']
		]);
		expect(twins).toEqual([]);
	});

	it('composes characters and drops control characters', () => {
		const { images } = name('0/Mu\u0308ller.png', '1/a\nb.png');
		expect(images.map(({ id }) => id)).toEqual(['M\u00fcller', 'a_b']);
	});

	it('never calls a knee __proto__', () => {
		expect(name('0/__proto__.png').images[0].id).toBe('test-0-__proto__');
	});

	it.each([
		['two grades', 'val/0/1L.png', 'val/3/1L.png'],
		['two splits', 'val/0/1L.png', 'test/0/1L.png'],
		['one folder', 'val/0/1L.jpg', 'val/0/1L.png'],
		['one folder, without a side', 'val/0/a.jpg', 'val/0/a.png']
	])('names the files of one name in %s, and keeps none of them', (_, first, second) => {
		const { images, twins } = name(first, second, 'val/0/5L.png');
		expect(images.map(({ id }) => id)).toEqual(['5L']);
		expect(twins.map(({ path }) => path).sort()).toEqual([first, second].sort());
		expect(twins.find(({ path }) => path === second)!.reason).toBe(
			`set/${second} has the same name as set/${first}. A knee can be in one split and one grade only.`
		);
	});

	it('refuses a subject in two splits', () => {
		expect(() => name('val/0/1L.png', 'test/0/1R.png')).toThrow(
			/subject 1 is also in test \(test\/0\/1R\.png\)|subject 1 is also in val/
		);
	});
});
