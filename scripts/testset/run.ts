import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { TestSetManifest } from '../../src/lib/core/test-set.ts';
import { Progress } from '../progress.ts';
import { replaceFolder } from '../replace-folder.ts';
import { folderSource } from './folder-source.ts';
import { packTestSet, type PackSource } from './pack.ts';
import { writeImageFolders } from './write-image-folders.ts';

const usage = `npm run testset [-- options]

Draws the synthetic test set, or packs a folder of real knee radiographs.

  --from FOLDER   pack {train,val,test}/{0..4}/<subject><L|R>.png or {0..4}/<subject><L|R>.png (224 x 224 grey PNG)
  --out DIR       where the packed set goes, replacing what is there (static/testset)
  --pack-train    with --from: pack the training images too, instead of only counting them
  --train DIR     without --from: also write all drawn knees, training split included, as folders of PNG
  --seed N        without --from: seed of the drawn knees (1)
`;

const phantomBudget = 36_000_000;

/**
 * `npm run testset` without its process.
 * @throws Error in plain words; what was there before is untouched then.
 */
export async function runTestset(words: string[]): Promise<void> {
	const { values } = parseArgs({
		args: words,
		options: {
			from: { type: 'string' },
			out: { type: 'string', default: 'static/testset' },
			train: { type: 'string' },
			seed: { type: 'string' },
			'pack-train': { type: 'boolean', default: false },
			help: { type: 'boolean', default: false }
		}
	});
	if (values.help) {
		process.stdout.write(usage);
		return;
	}
	const source = await chooseSource(values);
	await replaceFolder(values.out, async (folder) => {
		const progress = new Progress('Packed', countPacked(source));
		const manifest = await packTestSet(source, folder, (done) => progress.update(done));
		await checkBudget(source, folder);
		report(manifest, values.out);
	});
	if (values.train) await writeTraining(source, values.train);
}

async function chooseSource(values: {
	from?: string;
	train?: string;
	seed?: string;
	'pack-train': boolean;
}): Promise<PackSource> {
	if (values.from !== undefined) {
		if (values.train !== undefined || values.seed !== undefined) {
			throw new Error('--train and --seed are for drawn knees and do not go with --from.');
		}
		return folderSource(values.from, values['pack-train']);
	}
	if (values['pack-train']) throw new Error('--pack-train goes with --from only.');
	const seed = Number(values.seed ?? 1);
	if (!Number.isInteger(seed) || seed < 0 || seed > 2 ** 31) {
		throw new Error(`--seed ${values.seed}: expected a whole number from 0 to 2147483648.`);
	}
	const { phantomSource } = await import('./phantom-source.ts');
	return phantomSource(seed);
}

function countPacked(source: PackSource): number {
	return source.splits.reduce((sum, { packed, knees }) => sum + (packed ? knees.length : 0), 0);
}

async function writeTraining(source: PackSource, target: string): Promise<void> {
	const total = source.splits.reduce((sum, { knees }) => sum + knees.length, 0);
	const progress = new Progress('Written', total);
	await replaceFolder(target, (folder) =>
		writeImageFolders(source, folder, (done) => progress.update(done))
	);
	process.stdout.write(`${total} images below ${target}\n`);
}

async function checkBudget(source: PackSource, folder: string): Promise<void> {
	let bytes = 0;
	for (const file of await readdir(folder)) bytes += (await stat(join(folder, file))).size;
	if (source.synthetic && bytes > phantomBudget) {
		throw new Error(
			`The packed set has ${bytes} bytes, more than the ${phantomBudget} it may have.`
		);
	}
	process.stdout.write(`${(bytes / 1e6).toFixed(1)} MB\n`);
}

function report(manifest: TestSetManifest, out: string): void {
	for (const { split, gradeCounts, subjects, shards } of manifest.splits) {
		const how = shards.length > 0 ? `${shards.length} shards` : 'counted only';
		process.stdout.write(
			`${split}: grades 0-4 ${gradeCounts.join(' / ')}, ${subjects} subjects, ${how}\n`
		);
	}
	process.stdout.write(`${out}: ${manifest.fingerprint}\n`);
}
