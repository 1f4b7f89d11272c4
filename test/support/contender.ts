import { takeLock } from '../../src/disk/lock.ts';

// A process of its own for test/disk/lock.test.ts: it tries when it is told to, and lives until it is killed.
process.stdout.write('ready\n');
process.stdin.on('data', () => {
  const taken = takeLock(process.argv[2] ?? '', Date.now());
  process.stdout.write('pid' in taken ? `${taken.pid}\n` : 'mine\n');
});
