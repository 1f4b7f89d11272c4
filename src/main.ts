import { version } from '../package.json';
import { run } from './run.ts';

void run(process.argv.slice(2), version);
