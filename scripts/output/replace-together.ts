import { StagedOutput } from './staged-output.ts';

/** Files or folders that are replaced together. */
export interface OutputPlaces {
	/** The folder around them; made where it does not exist. */
	parent: string;
	/** Their paths below it. */
	places: readonly string[];
	/**
	 * Called when everything is written, right before it is moved to its places.
	 * @param fresh holds what was written
	 * @throws Error where the places must not be replaced; all stay as they are then
	 */
	beforeMove(fresh: string): Promise<void>;
}

/**
 * Replaces files and folders by new ones, or leaves all of them as they were.
 * @param write fills one empty folder for each output with what comes to its places
 */
export async function replaceTogether<Result>(
	outputs: readonly OutputPlaces[],
	write: (folders: string[]) => Promise<Result>
): Promise<Result> {
	const staged: StagedOutput[] = [];
	try {
		for (const { parent } of outputs) staged.push(await StagedOutput.begin(parent));
		const result = await write(staged.map(({ folder }) => folder));
		for (const [i, { beforeMove }] of outputs.entries()) await beforeMove(staged[i].folder);
		for (const [i, { places }] of outputs.entries()) await staged[i].commit(places);
		return result;
	} finally {
		for (const output of staged.reverse()) await output.close();
	}
}
