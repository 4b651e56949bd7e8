import { runCommand } from './command.ts';

void runCommand(async () => (await import('./check-models/run.ts')).runCheckModels);
