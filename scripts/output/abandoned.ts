import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import * as v from 'valibot';
import { isAbandoned } from './scratch.ts';

/** In a scratch folder from the moment on from which its files are being moved to their places. */
export const PLAN_FILE = 'plan.json';

const planSchema = v.array(
	v.object({
		place: v.pipe(v.string(), v.regex(/^(?!\/)(?!.*(^|[\\/])\.\.([\\/]|$)).+$/)),
		replaced: v.boolean(),
		written: v.boolean()
	})
);

/** Which places are replaced: whether something stood there, and whether something new comes there. */
export type ReplacementPlan = v.InferOutput<typeof planSchema>;

/**
 * Puts in order what interrupted runs left in a folder: files that were being moved to their places get there, all else that
 * was on its way is removed. Scratch folders of processes that still run are left alone.
 */
export async function finishAbandoned(folder: string): Promise<void> {
	for (const name of await readdir(folder).catch(() => [])) {
		const scratch = join(folder, name);
		if (!(await isAbandoned(scratch))) continue;
		const text = await readFile(join(scratch, PLAN_FILE), 'utf8').catch(() => null);
		if (text !== null) finishMoves(folder, scratch, v.parse(planSchema, JSON.parse(text)));
		await rm(scratch, { recursive: true, force: true });
		process.stderr.write(
			`${folder}: ${text === null ? 'removed' : 'finished'} what an interrupted run had left.\n`
		);
	}
}

/** As {@link finishAbandoned}, for the folders around what a command reads, before it looks for it. */
export async function finishAbandonedAround(paths: readonly string[]): Promise<void> {
	for (const folder of new Set(paths.flatMap((path) => [dirname(resolve(path)), resolve(path)]))) {
		await finishAbandoned(folder);
	}
}

/** @throws Error where something else has come to a place meanwhile; nothing is moved over it */
function finishMoves(folder: string, scratch: string, plan: ReplacementPlan): void {
	for (const { place, replaced, written } of plan) {
		const present = join(folder, place);
		const old = join(scratch, 'old', place);
		const fresh = join(scratch, 'new', place);
		if (replaced && existsSync(present) && !existsSync(old)) move(present, old);
		if (!written || !existsSync(fresh)) continue;
		if (existsSync(present)) {
			throw new Error(
				`${present} was made after a run that would replace it was interrupted. Move it away, and run this again; what the run wrote is kept in ${fresh}.`
			);
		}
		move(fresh, present);
	}
}

function move(from: string, to: string): void {
	mkdirSync(dirname(to), { recursive: true });
	renameSync(from, to);
}
