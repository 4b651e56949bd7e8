/** `npm run simulate [-- SCENARIO ...]`: coverage of intervals and error of verdicts on drawn studies. */
import { runSimulate } from './simulate/run.ts';

runSimulate(process.argv.slice(2)).catch((error: Error) => {
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
});
