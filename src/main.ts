import { version } from '../package.json';

const args = process.argv.slice(2);

// The version is asked by scripts and by people who wait: it loads nothing.
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) process.stdout.write(`${version}\n`);
else await (await import('./run.ts')).run(args, version);
