import { rmSync } from 'node:fs';
import { lstat, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, uptime } from 'node:os';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import { onEarlyExit } from './early-exit.ts';

/** Begins with a dot, so that no build and no glob takes it for a result. */
const prefix = '.kneelens-';
const name = /^\.kneelens-[A-Za-z0-9]{6}$/;
const ownerFile = 'owner.json';
/** A process of another machine cannot be asked whether it still runs; containers have a name of their own each. */
const longestOnAnotherHost = 24 * 3_600_000;

const ownerSchema = v.object({
	format: v.literal('kneelens-scratch'),
	host: v.string(),
	pid: v.number()
});

const active = new Set<string>();

/** A folder for files on their way, which goes away with the process that made it, or at the next start. */
export interface Scratch {
	path: string;
	remove(): Promise<void>;
}

export async function makeScratch(parent: string): Promise<Scratch> {
	const path = await mkdtemp(join(parent, prefix));
	active.add(path);
	const forget = onEarlyExit(() => rmSync(path, { recursive: true, force: true }));
	const remove = async () => {
		await rm(path, { recursive: true, force: true });
		active.delete(path);
		forget();
	};
	try {
		const owner = { format: 'kneelens-scratch', host: hostname(), pid: process.pid };
		await writeFile(join(path, ownerFile), `${JSON.stringify(owner)}\n`);
		return { path, remove };
	} catch (error) {
		await remove();
		throw error;
	}
}

/** Whether a folder is the scratch of a process that has ended without removing it. */
export async function isAbandoned(path: string): Promise<boolean> {
	if (!name.test(basename(path)) || active.has(path)) return false;
	const found = await lstat(path).catch(() => null);
	if (!found?.isDirectory() || (process.getuid && found.uid !== process.getuid())) return false;
	const text = await readFile(join(path, ownerFile), 'utf8').catch(() => null);
	const owner = text === null ? null : ownerOf(text);
	if (!owner) return false;
	const age = Date.now() - found.mtimeMs;
	if (owner.host !== hostname()) return age > longestOnAnotherHost;
	return age > 1000 * uptime() || owner.pid === process.pid || !isRunning(owner.pid);
}

function ownerOf(text: string): v.InferOutput<typeof ownerSchema> | null {
	try {
		const { success, output } = v.safeParse(ownerSchema, JSON.parse(text));
		return success ? output : null;
	} catch {
		return null;
	}
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
