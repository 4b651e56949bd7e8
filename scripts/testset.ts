import { runCommand } from './command.ts';

void runCommand(async () => (await import('./testset/run.ts')).runTestset);
