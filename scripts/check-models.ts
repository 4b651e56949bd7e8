import { runCheckModels } from './check-models/run.ts';

runCheckModels(process.argv.slice(2)).catch((error: Error) => {
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
});
