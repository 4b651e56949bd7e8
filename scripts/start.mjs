import { installPackages, mustRun, run } from './setup.mjs';

installPackages();
mustRun('npx', ['vite', 'build', '--logLevel', 'warn']);
console.log('\nKneeLens is ready. Open the address below in a browser; Ctrl+C ends it.\n');
process.exit(run('npx', ['vite', 'preview', ...process.argv.slice(2)]));
