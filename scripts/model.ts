import { runCommand } from './command.ts';

void runCommand(async () => (await import('./model/run.ts')).runModel);
