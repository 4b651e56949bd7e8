/** Replaces `a.txt` and `b` of a folder and dies, as by a power cut, when the first of them has left its place. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename, join } from 'node:path';

const [folder] = process.argv.slice(2);
const rename = fs.renameSync;
let moved = false;
fs.renameSync = (from, to) => {
	if (moved) process.kill(process.pid, 'SIGKILL');
	rename(from, to);
	moved = basename(String(from)) === 'a.txt';
};
syncBuiltinESMExports();

const { replaceTogether } = await import('../../../../scripts/output/replace-together.ts');
await replaceTogether(
	[{ parent: folder, places: ['a.txt', 'b'], beforeMove: async () => {} }],
	async ([fresh]) => {
		fs.writeFileSync(join(fresh, 'a.txt'), 'new a');
		fs.mkdirSync(join(fresh, 'b'));
		fs.writeFileSync(join(fresh, 'b/d.txt'), 'new d');
	}
);
