import { existsSync, rmSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * Writes a folder anew, or leaves the old one as it was: `write` fills an empty folder beside the target,
 * which takes its place only when `write` has succeeded.
 */
export async function replaceFolder(
	target: string,
	write: (folder: string) => Promise<void>
): Promise<void> {
	const place = resolve(target);
	await mkdir(dirname(place), { recursive: true });
	const fresh = await mkdtemp(join(dirname(place), `.${basename(place)}-`));
	const interrupted = () => {
		rmSync(fresh, { recursive: true, force: true });
		process.exit(130);
	};
	process.once('SIGINT', interrupted);
	try {
		await write(fresh);
		await chmod(fresh, 0o755);
		const old = `${fresh}-old`;
		if (existsSync(place)) await rename(place, old);
		try {
			await rename(fresh, place);
		} catch (error) {
			if (existsSync(old)) await rename(old, place);
			throw error;
		}
		await rm(old, { recursive: true, force: true });
	} finally {
		process.off('SIGINT', interrupted);
		await rm(fresh, { recursive: true, force: true });
	}
}
