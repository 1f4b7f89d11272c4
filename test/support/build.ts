import { execFileSync } from 'node:child_process';

/** Builds the bundle that users run, once before all tests of the program. */
export default function setup(): void {
  execFileSync(process.execPath, ['build.js'], { stdio: 'inherit' });
}
