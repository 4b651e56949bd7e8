/**
 * Writes tests/fixtures/engine/node-wasm.json: what the engine reads in Node, on WebAssembly, from the
 * slim networks. The tests in the browser must read the same.
 */
import { writeFile } from 'node:fs/promises';
import { Engine } from '../../src/lib/engine/engine.ts';
import { readPinnedReadings } from '../../tests/reference/pinned-readings.ts';

await new Engine().start('wasm');
const pinned = await readPinnedReadings();
await writeFile('tests/fixtures/engine/node-wasm.json', `${JSON.stringify(pinned)}\n`);
