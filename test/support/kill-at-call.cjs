// Loaded before anything else (`node --require`). Kills the program with -9 at the KILL_AT-th call that changes a file or a
// name on the disk: before it, or halfway through a file. Without KILL_AT, prints at the end how many there were.
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const at = Number(process.env.KILL_AT);
const CALLS = ['mkdirSync', 'rmdirSync', 'rmSync', 'ftruncateSync', 'fsyncSync', 'fdatasyncSync'];
const names = new Map();
let calls = 0;

function isNext() {
  calls += 1;
  return calls === at;
}

function die() {
  process.kill(process.pid, 'SIGKILL');
}

function replace(name, makeCall) {
  fs[name] = makeCall(fs[name]);
}

for (const name of CALLS) {
  replace(name, (call) => (...given) => {
    if (isNext()) die();
    return call(...given);
  });
}

for (const name of ['renameSync', 'linkSync']) {
  replace(name, (call) => (from, to) => {
    if (isNext()) die();
    call(from, to);
    for (const [descriptor, path] of names) if (path === from) names.set(descriptor, to);
  });
}

for (const name of ['writeSync', 'writeFileSync', 'appendFileSync']) {
  replace(name, (write) => (to, data, ...rest) => {
    if (!isNext()) return write(to, data, ...rest);
    // Half a line of a journal is no file that is half there: SECURITY.md has it under what is not promised.
    const isLine = String(names.get(to) ?? to).endsWith('.jsonl');
    if (!isLine) write(to, data.slice(0, data.length / 2), ...(name === 'writeSync' ? [] : rest));
    return die();
  });
}

replace('openSync', (open) => (path, flags, mode) => {
  if (/^[wa]/.test(flags) && isNext()) die();
  const descriptor = open(path, flags, mode);
  names.set(descriptor, path);
  return descriptor;
});

syncBuiltinESMExports();
process.on('exit', () => {
  if (Number.isNaN(at)) process.stderr.write(`calls: ${calls}\n`);
});
