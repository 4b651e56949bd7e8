import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawPhantom } from '#lib/phantom/phantom.ts';
import { samplePhantoms } from '#lib/phantom/sample/series.ts';
import { findingsOf, FINDINGS } from '../../../scripts/testset/findings.ts';
import { writeImageFolders } from '../../../scripts/testset/write-image-folders.ts';

const side = (medial: number, lateral: number) => ({ medial, lateral });

describe('the findings of a drawn knee', () => {
	it('are its osteophytes, largest first, and the worse side of each other sign', () => {
		const spur = (mm: number) => ({ site: 'tibia-medial' as const, mm, x: 0, y: 0, radius: 1 });
		const signs = {
			osteophytes: [spur(1), spur(3), spur(2)],
			narrowing: side(0.2, 0.6),
			sclerosis: side(0.5, 0.1),
			attritionMm: side(0, 1.5)
		};
		expect(findingsOf(signs)).toEqual([3, 2, 1, 0, 3, 1.5, 1.5]);
	});

	it('stand beside the image folders, a list of numbers a knee', async () => {
		const prevalence = [0.2, 0.2, 0.2, 0.2, 0.2];
		const [phantom] = samplePhantoms({ seed: 3, count: 2, prevalence, firstSubject: 1_000_001 });
		const { pixels, truth } = drawPhantom(phantom);
		const id = `${phantom.subject}${phantom.side}`;
		const folder = mkdtempSync(join(tmpdir(), 'findings-'));
		const knee = {
			...phantom,
			id,
			read: async () => ({ pixels, truth: { ...truth, phantom: null } })
		};
		await writeImageFolders(
			{
				name: 'One knee',
				synthetic: true,
				description: '',
				generator: null,
				splits: [{ split: 'train', packed: false, knees: [knee] }]
			},
			folder,
			() => {}
		);
		const written = JSON.parse(readFileSync(join(folder, 'train', 'findings.json'), 'utf8'));
		expect(written.findings).toEqual([...FINDINGS]);
		expect(written.knees[id]).toHaveLength(FINDINGS.length);
		expect(written.knees[id]).toEqual(findingsOf(truth));
		rmSync(folder, { recursive: true });
	});
});
