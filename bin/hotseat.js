#!/usr/bin/env node
const args = process.argv.slice(2);

// The version is asked by scripts and by people who wait: it loads nothing of the program.
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  const { version } = require('../package.json');
  try {
    require('node:fs').writeSync(1, `${version}\n`);
  } catch {
    // What to do about an output that takes nothing, the program knows.
    require('../dist/main.cjs');
  }
} else {
  require('../dist/main.cjs');
}
