import { existsSync, mkdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { finishAbandoned, PLAN_FILE, type ReplacementPlan } from './abandoned.ts';
import { onEarlyExit } from './early-exit.ts';
import { makeScratch, type Scratch } from './scratch.ts';
import { naming } from './write-file.ts';

/**
 * New files and folders that take the places of old ones together: either all of them are there at the end, or everything
 * is as it was. They are written into `folder`, beside their places, and moved by `commit`. Where the process dies while
 * it moves them, {@link finishAbandoned} completes the move at the next start.
 */
export class StagedOutput {
	/** Empty at first; a file `a/b` in it takes the place `a/b`. */
	readonly folder: string;
	readonly #parent: string;
	readonly #scratch: Scratch;
	/** The topmost folder that was made for this output; undefined where all were there. */
	readonly #made: string | undefined;
	#committed = false;
	readonly #forget = onEarlyExit(() => this.#removeMade());

	private constructor(parent: string, made: string | undefined, scratch: Scratch) {
		this.#parent = parent;
		this.#made = made;
		this.#scratch = scratch;
		this.folder = join(scratch.path, 'new');
	}

	/** @param parent is made where it does not exist; what an interrupted run left in it is finished or removed first */
	static async begin(parent: string): Promise<StagedOutput> {
		const made = await mkdir(parent, { recursive: true });
		await finishAbandoned(parent);
		const output = new StagedOutput(parent, made, makeScratch(parent));
		await mkdir(output.folder);
		return output;
	}

	/**
	 * Moves what was written to its places; without a pause, so that no signal comes between.
	 * @param places relative to the parent; one that was not written is left empty
	 * @throws the error of the first move that failed; all others are undone then
	 */
	async commit(places: readonly string[]): Promise<void> {
		await flush(this.folder);
		const scratch = this.#scratch.path;
		const plan: ReplacementPlan = places.map((place) => ({
			place,
			replaced: existsSync(join(this.#parent, place)),
			written: existsSync(join(this.folder, place))
		}));
		writeFileSync(join(scratch, `${PLAN_FILE}.partial`), JSON.stringify(plan));
		renameSync(join(scratch, `${PLAN_FILE}.partial`), join(scratch, PLAN_FILE));
		const moves = plan.flatMap(({ place, replaced, written }) => [
			...(replaced ? [[join(this.#parent, place), join(scratch, 'old', place)]] : []),
			...(written ? [[join(this.folder, place), join(this.#parent, place)]] : [])
		]);
		const done: string[][] = [];
		try {
			for (const [from, to] of moves) {
				mkdirSync(dirname(to), { recursive: true });
				renameSync(from, to);
				done.unshift([from, to]);
			}
		} catch (error) {
			for (const [from, to] of done) renameSync(to, from);
			rmSync(join(scratch, PLAN_FILE));
			throw error;
		}
		this.#committed = true;
	}

	/** Removes what is no longer needed: the old after `commit`, else all that was written. */
	async close(): Promise<void> {
		await this.#scratch.remove();
		this.#removeMade();
		this.#forget();
	}

	/** Removes the folders that were made around the places, as far as they are empty. */
	#removeMade(): void {
		if (this.#committed || !this.#made) return;
		for (let folder = this.#parent; folder.length >= this.#made.length; folder = dirname(folder)) {
			try {
				rmdirSync(folder);
			} catch {
				return;
			}
		}
	}
}

/** Waits until everything below a folder is on the disk: a full one may say so only now. */
async function flush(folder: string): Promise<void> {
	for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile()) continue;
		const path = join(entry.parentPath, entry.name);
		const file = await open(path, 'r+');
		try {
			await naming(path, file.sync());
		} finally {
			await file.close();
		}
	}
}
