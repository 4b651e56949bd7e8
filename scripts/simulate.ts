import { runCommand } from './command.ts';

void runCommand(async () => (await import('./simulate/run.ts')).runSimulate);
