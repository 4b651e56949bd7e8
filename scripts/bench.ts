import { runCommand } from './command.ts';

void runCommand(async () => (await import('./bench/run.ts')).runBench);
