import { vi } from 'vitest';
import { runModel } from '../../../scripts/model/run.ts';

/** What `npm run model` prints and how it ends, in this process. */
export async function model(out: string, ...args: string[]) {
	const printed: string[] = [];
	const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
		printed.push(String(text));
		return true;
	});
	try {
		await runModel([...args, '--out', out]);
		return { status: 0, stdout: printed.join(''), stderr: '' };
	} catch (error) {
		return { status: 1, stdout: printed.join(''), stderr: (error as Error).message };
	} finally {
		write.mockRestore();
	}
}
