import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ModelChecks } from '../../src/lib/core/records/model-checks.ts';
import { realPlace } from '../output/output-folder.ts';
import { replaceTogether } from '../output/replace-together.ts';
import { writeFile } from '../output/write-file.ts';

/**
 * Puts the checks into the cards of networks, all or none, in place of earlier ones; nothing else of a card changes.
 * Fractions keep six digits.
 * @param all checks by the name of the network, its folder below `models`
 */
export async function writeChecks(
	models: string,
	all: readonly (readonly [string, ModelChecks])[]
): Promise<void> {
	const parent = await realPlace(models);
	const places = all.map(([name]) => join(name, 'card.json'));
	await replaceTogether([{ parent, places, beforeMove: async () => {} }], async ([folder]) => {
		for (const [i, [, checks]] of all.entries()) {
			const card = JSON.parse(await readFile(join(parent, places[i]), 'utf8')) as object;
			const text = JSON.stringify({ ...card, checks: sixDigits(checks) }, null, '\t');
			await mkdir(dirname(join(folder, places[i])), { recursive: true });
			await writeFile(join(folder, places[i]), `${text}\n`);
		}
	});
}

function sixDigits(checks: ModelChecks): unknown {
	return JSON.parse(
		JSON.stringify(checks, (_, part: unknown) =>
			typeof part === 'number' && !Number.isInteger(part) ? Number(part.toPrecision(6)) : part
		)
	);
}
