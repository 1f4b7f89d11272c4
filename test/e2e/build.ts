import { execFileSync } from 'node:child_process';

/** The tests that run the program run what a user runs: the bundle, built once before all of them. */
export default function setup(): void {
  execFileSync(process.execPath, ['build.js'], { stdio: 'inherit' });
}
