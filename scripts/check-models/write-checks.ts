import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelChecks } from '../../src/lib/core/model-checks.ts';

/**
 * Puts the checks into the card of a network, in place of earlier ones; nothing else of it changes.
 * Fractions keep six digits.
 */
export async function writeChecks(
	folder: string,
	name: string,
	checks: ModelChecks
): Promise<void> {
	const path = join(folder, name, 'card.json');
	const card = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
	const text = JSON.stringify({ ...card, checks: sixDigits(checks) }, null, '\t');
	await writeFile(`${path}.partial`, `${text}\n`);
	await rename(`${path}.partial`, path);
}

function sixDigits(checks: ModelChecks): unknown {
	return JSON.parse(
		JSON.stringify(checks, (_, part: unknown) =>
			typeof part === 'number' && !Number.isInteger(part) ? Number(part.toPrecision(6)) : part
		)
	);
}
