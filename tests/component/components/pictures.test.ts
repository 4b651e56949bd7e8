import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import { eachModel } from '#lib/cells/each-model/cell.ts';
import EachModel from '#lib/cells/each-model/EachModel.svelte';
import RocCurve from '#lib/charts/curves/RocCurve.svelte';
import { drawingFamilies } from '#lib/components/picture/inlined-svg.ts';
import { pictureFileName, svgOf } from '#lib/components/picture/picture-files.ts';
import { rowsOf, together } from '#lib/components/picture/picture-sheet.ts';
import { picturesIn, titleOf } from '#lib/components/picture/pictures-in.ts';
import { fakeStudy } from '../cells/fake-study.ts';
import WithStudy from '../cells/WithStudy.svelte';
import { withoutLayout } from '../without-layout.ts';

beforeEach(() => {
	withoutLayout();
	vi.stubGlobal('matchMedia', (media: string) => ({
		media,
		matches: false,
		addEventListener: () => {},
		removeEventListener: () => {}
	}));
});

afterEach(() => {
	cleanup();
	document.body.replaceChildren();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

test('every matrix of a cell has an entry of its own and is saved with its numbers', async () => {
	const study = fakeStudy({ test: 100, val: 40 });
	render(WithStudy, { study, cell: EachModel, heading: eachModel });
	const saved: { name: string; blob: Blob }[] = [];
	let made: Blob;
	Object.assign(URL, {
		createObjectURL: (blob: Blob) => {
			made = blob;
			return 'blob:made';
		},
		revokeObjectURL: () => {}
	});
	vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
		this: HTMLAnchorElement
	) {
		saved.push({ name: this.download, blob: made });
	});
	const trigger = await screen.findByRole('button', { name: 'Save image' });
	await fireEvent.click(trigger);
	const grids = document.querySelectorAll('[role="grid"]');
	expect(grids).toHaveLength(3);
	const entries = await waitFor(() => {
		const all = [...document.querySelectorAll('.picture button')];
		expect(all.length).toBeGreaterThan(0);
		return all.map((item) => ({ item, name: item.getAttribute('aria-label')! }));
	});
	const names = entries.map(({ name }) => name);
	for (const grid of grids) {
		expect(names).toContain(`SVG of ${grid.getAttribute('aria-label')}`);
		expect(names).toContain(`PNG of ${grid.getAttribute('aria-label')}`);
	}
	await fireEvent.click(entries.find(({ name }) => name.startsWith('SVG of Xception: '))!.item);
	await waitFor(() => expect(saved).toHaveLength(1));
	expect(saved[0].name).toBe('each-model-xception.svg');
	const text = await new Promise<string>((done) => {
		const reader = new FileReader();
		reader.onload = () => done(String(reader.result));
		reader.readAsText(saved[0].blob);
	});
	const drawing = new DOMParser().parseFromString(text, 'image/svg+xml');
	expect(drawing.querySelector('parsererror')).toBeNull();
	const words = [...drawing.querySelectorAll('text')].map((one) => one.textContent);
	const { confusion } = study.systems.models[0];
	for (const count of confusion.flat()) expect(words).toContain(String(count));
});

describe('pictures of other charts', () => {
	it('are found by name, the outermost of nested ones', () => {
		document.body.innerHTML = `
			<div data-picture aria-label="Outer"><svg role="img" aria-label="inner"></svg></div>
			<table data-picture><caption>A table</caption></table>
			<div role="img" aria-label="Curve"><svg></svg></div>
			<span role="img" aria-label="no drawing"></span>
			<svg aria-hidden="true"></svg>`;
		expect(picturesIn(document.body).map(({ name }) => name)).toEqual([
			'Outer',
			'A table',
			'Curve'
		]);
	});

	it('carry the styles of the page, a title and a description', async () => {
		document.body.innerHTML = `
			<style>.line { stroke: rgb(1, 2, 3); stroke-width: 3px }</style>
			<div role="img" aria-label="Curve of A & B">
				<svg viewBox="0 0 10 10"><path class="line" d="M0 0h9"></path><text>12</text></svg>
			</div>`;
		const [picture] = picturesIn(document.body);
		const drawing = new DOMParser().parseFromString(await svgOf(picture), 'image/svg+xml');
		expect(drawing.querySelector('parsererror')).toBeNull();
		expect(drawing.querySelector('title')!.textContent).toBe('Curve of A & B');
		expect(drawing.querySelector('desc')!.textContent).toBe('12');
		const path = drawing.querySelector('path')!;
		expect(path.getAttribute('style')).toContain('stroke-width:3px');
		expect(path.hasAttribute('class')).toBe(false);
	});

	it('hold the ROC curve with its threshold as a mark, named by its result', async () => {
		const points = [
			{ threshold: Infinity, sensitivity: 0, specificity: 1 },
			{ threshold: 0.6, sensitivity: 0.8, specificity: 0.9 },
			{ threshold: 0.1, sensitivity: 1, specificity: 0 }
		];
		render(RocCurve, {
			reader: { name: 'Xception', mark: 0 },
			what: 'KL 2 and above',
			points,
			at: points[1],
			area: 0.91,
			onthreshold: () => {}
		});
		const [picture, ...more] = picturesIn(document.body);
		expect(more).toEqual([]);
		expect(picture.name).toBe(
			'ROC curve of Xception for KL 2 and above: area 0.91; threshold 0.6: sensitivity 80%, specificity 90%'
		);
		const drawing = new DOMParser().parseFromString(await svgOf(picture), 'image/svg+xml');
		expect(drawing.querySelector('parsererror')).toBeNull();
		expect(drawing.querySelectorAll('path')).toHaveLength(1);
		expect(drawing.querySelectorAll('circle')).toHaveLength(1);
		expect(drawing.querySelector('[tabindex], [role="slider"]')).toBeNull();
	});

	it('are listed by what they are of, without their result', () => {
		const titles = [
			'ResNet50: 791 of 1,000 read correctly',
			'ResNet50, balanced accuracy',
			'Heat map. Peak at 0.4',
			': nothing'
		].map((name) => titleOf({ element: document.body, name }));
		expect(titles).toEqual(['ResNet50', 'ResNet50, balanced accuracy', 'Heat map', ': nothing']);
	});

	it('stand as one in rows as on the page, each whole', () => {
		const box = (left: number, top: number, height: number) => ({
			left,
			top,
			bottom: top + height
		});
		expect(rowsOf([box(300, 12, 80), box(0, 200, 50), box(0, 10, 80), box(300, 190, 70)])).toEqual([
			[2, 0],
			[1, 3]
		]);
		const drawing = (width: number, height: number, name: string) =>
			`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><title>${name}</title></svg>`;
		const one = new DOMParser().parseFromString(
			together(
				[[drawing(30, 20, 'a'), drawing(40, 50, 'b')], [drawing(10, 5, 'c')]],
				'rgb(250, 250, 248)'
			),
			'image/svg+xml'
		).documentElement;
		expect([one.getAttribute('width'), one.getAttribute('height')]).toEqual(['70', '55']);
		const places = [...one.querySelectorAll('svg')].map((svg) => [
			svg.textContent,
			svg.getAttribute('x'),
			svg.getAttribute('y')
		]);
		expect(places).toEqual([
			['a', '0', '0'],
			['b', '30', '0'],
			['c', '0', '50']
		]);
		const even = together(
			[
				[drawing(30, 20, 'a'), drawing(9, 9, 'b')],
				[drawing(50, 5, 'c'), drawing(8, 5, 'd')]
			],
			'white'
		);
		const begins = new DOMParser()
			.parseFromString(even, 'image/svg+xml')
			.querySelectorAll('svg svg');
		expect([...begins].map((svg) => svg.getAttribute('x'))).toEqual(['0', '50', '0', '50']);
		expect(() => together([['<p>none</p>']], 'white')).toThrow('no size');
	});

	it('name faces as they are installed, too, and files after the chart', () => {
		expect(drawingFamilies('"IBM Plex Sans Variable", system-ui')).toBe(
			"'IBM Plex Sans Variable', 'IBM Plex Sans', system-ui"
		);
		expect(pictureFileName('each-model', 'ResNet50: 12 of 40 read correctly', 'png')).toBe(
			'each-model-resnet50.png'
		);
	});
});
