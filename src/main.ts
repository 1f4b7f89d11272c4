import { version } from '../package.json';
import { run } from './run.ts';

await run(process.argv.slice(2), version);
