import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestSetManifest } from '../../src/lib/core/records/test-set.ts';
import { parseOptions } from '../options.ts';
import { outputFolder, type Source } from '../output/output-folder.ts';
import { replaceTogether } from '../output/replace-together.ts';
import { IMAGE_FOLDERS, TEST_SET } from '../output/written-files.ts';
import { Progress } from '../progress.ts';
import { packTestSet, type PackSource } from './pack.ts';
import { writeImageFolders } from './write-image-folders.ts';

const usage = `npm run testset [-- options]

Draws the synthetic test set, or packs a folder of real knee radiographs.

  --from FOLDER   pack {train,val,test}/GRADE/IMAGE or GRADE/IMAGE: grey PNG, JPEG or WebP of 224 x 224, where GRADE is 0 to
                  4, KL0 to KL4 or a word such as Moderate, and IMAGE is <subject><L|R>.png or any other name, which then
                  counts as a subject of its own; 16 bits are read by the range they use
  --skip-unreadable
                  with --from: leave out files that cannot be used and say which; else one of them refuses the folder
  --out DIR       where the packed set goes (static/testset)
  --pack-train    with --from: pack the training images too, instead of only counting them
  --train DIR     without --from: also write all drawn knees, training split included, as folders of PNG
  --seed N        without --from: seed of the drawn knees (1)

--out and --train name a new or empty folder, or one that this command wrote and that was left as it is: such a folder
is replaced. A folder with any other file in it is refused.
`;

const phantomBudget = 36_000_000;

/**
 * `npm run testset` without its process.
 * @throws Error in plain words; what was there before is untouched then.
 */
export async function runTestset(words: string[]): Promise<void> {
	const { values } = parseOptions(usage, {
		args: words,
		options: {
			from: { type: 'string' },
			out: { type: 'string', default: 'static/testset' },
			train: { type: 'string' },
			seed: { type: 'string' },
			'pack-train': { type: 'boolean', default: false },
			'skip-unreadable': { type: 'boolean', default: false },
			help: { type: 'boolean', default: false }
		}
	});
	if (values.help) {
		process.stdout.write(usage);
		return;
	}
	const { from, out, train } = values;
	const sources: Source[] = from === undefined ? [] : [{ option: '--from', path: from }];
	const packed = await outputFolder('--out', out, TEST_SET, sources);
	const written =
		train === undefined
			? []
			: [await outputFolder('--train', train, IMAGE_FOLDERS, [{ option: '--out', path: out }])];
	const source = await chooseSource(values);
	const manifest = await replaceTogether([packed, ...written], async ([folder, trainFolder]) => {
		const made = await pack(source, join(folder, packed.name));
		if (trainFolder) await writeTraining(source, join(trainFolder, written[0].name));
		return made;
	});
	report(manifest, out);
	if (train !== undefined) process.stdout.write(`${countAll(source)} images below ${train}\n`);
}

async function pack(source: PackSource, folder: string): Promise<TestSetManifest> {
	await mkdir(folder);
	const progress = new Progress('Packed', countPacked(source));
	const manifest = await packTestSet(source, folder, (done) => progress.update(done));
	await checkBudget(source, folder);
	return manifest;
}

async function chooseSource(values: {
	from?: string;
	train?: string;
	seed?: string;
	'pack-train': boolean;
	'skip-unreadable': boolean;
}): Promise<PackSource> {
	if (values.from !== undefined) {
		if (values.train !== undefined || values.seed !== undefined) {
			throw new Error('--train and --seed are for drawn knees and do not go with --from.');
		}
		const { folderSource } = await import('./folder-source.ts');
		return folderSource(values.from, {
			packTrain: values['pack-train'],
			skipUnreadable: values['skip-unreadable']
		});
	}
	if (values['pack-train']) throw new Error('--pack-train goes with --from only.');
	if (values['skip-unreadable']) throw new Error('--skip-unreadable goes with --from only.');
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

function countAll(source: PackSource): number {
	return source.splits.reduce((sum, { knees }) => sum + knees.length, 0);
}

async function writeTraining(source: PackSource, folder: string): Promise<void> {
	await mkdir(folder);
	const progress = new Progress('Written', countAll(source));
	await writeImageFolders(source, folder, (done) => progress.update(done));
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
