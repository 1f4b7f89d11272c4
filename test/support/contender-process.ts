import type { Lock } from '../../src/platform/lock.ts';
import { takeLock } from '../../src/platform/lock.ts';

// A process for the lock tests: `go` tries to take the lock, `leave` gives it up.
const [, , folder = '', platform = process.platform] = process.argv;
Object.defineProperty(process, 'platform', { value: platform });
let lock: Lock | null = null;
process.stdout.write('ready\n');
process.stdin.setEncoding('utf8').on('data', (told: string) => {
  if (told === 'leave\n') {
    lock?.release();
    lock = null;
    process.stdout.write('left\n');
    return;
  }
  const taken = takeLock(folder, Date.now());
  if ('release' in taken) lock = taken;
  process.stdout.write('release' in taken ? 'mine\n' : `${taken.pid} since ${taken.since}\n`);
});
