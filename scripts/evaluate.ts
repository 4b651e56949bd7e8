import { runCommand } from './command.ts';

void runCommand(async () => (await import('./evaluate/run.ts')).runEvaluate);
