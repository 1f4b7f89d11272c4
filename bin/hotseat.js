#!/usr/bin/env node
const args = process.argv.slice(2);

// The version is asked by scripts and by people who wait: it loads nothing of the program.
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  const { readFileSync, writeSync } = process.getBuiltinModule('node:fs');
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  try {
    writeSync(1, `${version}\n`);
  } catch {
    // What to do about an output that takes nothing, the program knows.
    await import('../dist/main.js');
  }
} else {
  await import('../dist/main.js');
}
