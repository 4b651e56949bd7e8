import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, lstat, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isSystemFile } from '../../src/lib/data/files/system-files.ts';
import { finishAbandoned } from './abandoned.ts';
import type { OutputPlaces } from './replace-together.ts';
import { listedFiles, type FolderKind } from './written-files.ts';

/** What a command reads, named as the person named it. */
export interface Source {
	/** `--from`, `--models` and so on. */
	option: string;
	path: string;
}

/** A folder that may be replaced as a whole: it does not exist, is empty, or holds only what a command wrote there. */
export interface OutputFolder extends OutputPlaces {
	name: string;
}

/**
 * A folder to write, links followed, after it was checked that it may be replaced.
 * @param option what the folder was named with
 * @throws Error in a sentence: for a file, for a folder that is, holds or lies in a source or the folder the command runs
 * in, and for one with files that no command wrote or that were changed since
 */
export async function outputFolder(
	option: string,
	target: string,
	kind: FolderKind,
	sources: readonly Source[]
): Promise<OutputFolder> {
	const place = await realPlace(target);
	await finishAbandoned(dirname(place));
	await checkApart(option, target, sources);
	await checkReplaceable(option, target, place, kind);
	return {
		parent: dirname(place),
		name: basename(place),
		places: [basename(place)],
		async beforeMove(fresh) {
			await checkReplaceable(option, target, place, kind);
			await copySystemFiles(place, join(fresh, basename(place)));
		}
	};
}

/** What the system itself keeps in a folder, such as `.DS_Store`, stays in the one that replaces it. */
async function copySystemFiles(from: string, to: string): Promise<void> {
	if (!(await stat(from).catch(() => null))) return;
	for (const { path } of (await entriesBelow(from)).filter(({ path }) => isSystemFile(path))) {
		await mkdir(dirname(join(to, path)), { recursive: true });
		await copyFile(join(from, path), join(to, path));
	}
}

/** Where a path leads when links are followed; its last parts need not exist. */
export async function realPlace(path: string): Promise<string> {
	try {
		return await realpath(path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
	if (await lstat(path).catch(() => null)) {
		throw new Error(`${path} is a link to a place that does not exist.`);
	}
	return join(await realPlace(dirname(path)), basename(path));
}

async function checkApart(
	option: string,
	target: string,
	sources: readonly Source[]
): Promise<void> {
	await checkOutside(option, target, sources);
	const [own] = await identities(target);
	const here = { option: 'the folder this command runs in,', path: process.cwd() };
	for (const source of [...sources, here]) {
		if (!(await identities(source.path)).includes(own)) continue;
		throw new Error(
			`${option} ${target} is or holds ${source.option} ${source.path}, which would be lost. Choose another folder; nothing was changed.`
		);
	}
}

/** @throws Error where a target is one of the sources or lies in it */
export async function checkOutside(
	option: string,
	target: string,
	sources: readonly Source[]
): Promise<void> {
	const around = await identities(target);
	for (const source of sources) {
		const [its] = await identities(source.path);
		if (!around.includes(its)) continue;
		throw new Error(
			`${option} ${target} is or is inside ${source.option} ${source.path}. Choose another folder; nothing was changed.`
		);
	}
}

/**
 * What tells a path and then every folder around it from all others: device and number where they exist, since one folder
 * can have names that differ by case or by links, else the path.
 */
async function identities(path: string): Promise<string[]> {
	const found: string[] = [];
	for (let place = await realPlace(path); ; place = dirname(place)) {
		const its = await stat(place, { bigint: true }).catch(() => null);
		found.push(its ? `${its.dev}:${its.ino}` : place);
		if (place === dirname(place)) return found;
	}
}

async function checkReplaceable(
	option: string,
	target: string,
	place: string,
	kind: FolderKind
): Promise<void> {
	const found = await stat(place).catch(() => null);
	if (!found) return;
	const refuse = (reason: string) =>
		new Error(
			`${option} ${target} ${reason}. Choose another folder, or move them away; nothing was changed.`
		);
	if (!found.isDirectory()) {
		throw new Error(`${option} ${target} is a file, not a folder. Choose another name.`);
	}
	const entries = (await entriesBelow(place)).filter(
		({ path, isFile }) => !isFile || !isSystemFile(path)
	);
	if (entries.length === 0) return;
	const paths = entries.map(({ path }) => path);
	const listed = await listedFiles(place, kind);
	if (!listed) {
		throw refuse(
			`is not a ${kind.title} that this command wrote, and it holds ${listWords(paths)}`
		);
	}
	const foreign = entries.filter(
		({ path, isFile }) => !isFile || (path !== kind.list && !listed.has(path))
	);
	if (foreign.length > 0) {
		const names = foreign.map(({ path }) => path);
		throw refuse(`holds files that this command did not write: ${listWords(names)}`);
	}
	const changed: string[] = [];
	for (const path of paths) {
		const sha256 = listed.get(path);
		if (sha256 && (await hashOf(join(place, path))) !== sha256) changed.push(path);
	}
	if (changed.length > 0) {
		throw refuse(`holds files that were changed after they were written: ${listWords(changed)}`);
	}
}

interface Entry {
	/** Relative, with `/`. */
	path: string;
	/** False for links, pipes and empty folders. */
	isFile: boolean;
}

/** Everything below a folder but the folders that hold something themselves. */
async function entriesBelow(folder: string): Promise<Entry[]> {
	const found = await readdir(folder, { recursive: true, withFileTypes: true });
	const filled = new Set(found.map(({ parentPath }) => parentPath));
	return found
		.filter((entry) => !entry.isDirectory() || !filled.has(join(entry.parentPath, entry.name)))
		.map((entry) => ({
			path: relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'),
			isFile: entry.isFile()
		}))
		.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function hashOf(file: string): Promise<string> {
	const hash = createHash('sha256');
	await pipeline(createReadStream(file), hash);
	return hash.digest('hex');
}

function listWords(files: readonly string[]): string {
	const shown = files.slice(0, 3).join(', ');
	return files.length > 3 ? `${shown} and ${files.length - 3} more` : shown;
}
