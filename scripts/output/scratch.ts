import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { lstat, readFile, rm } from 'node:fs/promises';
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

export function makeScratch(parent: string): Scratch {
	let path: string | null = null;
	// Before there is anything to remove, or a signal could come between; and in one go, for the same reason.
	const forget = onEarlyExit(() => path && rmSync(path, { recursive: true, force: true }));
	try {
		const made = (path = mkdtempSync(join(parent, prefix)));
		active.add(made);
		const owner = { format: 'kneelens-scratch', host: hostname(), pid: process.pid };
		writeFileSync(join(made, ownerFile), `${JSON.stringify(owner)}\n`);
		const remove = async () => {
			await rm(made, { recursive: true, force: true });
			active.delete(made);
			forget();
		};
		return { path: made, remove };
	} catch (error) {
		if (path) rmSync(path, { recursive: true, force: true });
		forget();
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
