/**
 * Writes src/lib/engine/backends/golden-answer.ts: what the golden network of the backends' self-test answers,
 * evaluated layer by layer in double precision without any of the engine's code.
 */
import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { goldenAnswer } from '../../tests/reference/golden-answer.ts';

const target = 'src/lib/engine/backends/golden-answer.ts';
const { logits, maps } = goldenAnswer();
const list = (values: number[]) => `[${values.map((value) => value.toFixed(7)).join(', ')}]`;
const source = `/** Written by scripts/engine/golden-answer.ts. Two images; layouts as in Readings and ClassMaps. */
export const GOLDEN_LOGITS = ${list(logits)};

export const GOLDEN_MAPS = ${list(maps)};
`;
const style = await resolveConfig(target);
await writeFile(target, await format(source, { ...style, filepath: target }));
