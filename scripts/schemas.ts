import { runCommand } from './command.ts';

void runCommand(async () => (await import('./schemas/run.ts')).runSchemas);
