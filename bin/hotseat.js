#!/usr/bin/env node
const { enableCompileCache } = require('node:module');
const { join } = require('node:path');
const args = process.argv.slice(2);

// Without a listener Node answers this signal with a debugger that listens on a port.
process.on('SIGUSR1', () => {});

// Scripts and people who wait ask for the version: it loads nothing of the program.
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  const { version } = require('../package.json');
  try {
    require('node:fs').writeSync(1, `${version}\n`);
  } catch {
    // The program knows what to do about an output that takes nothing.
    require('../dist/main.cjs');
  }
} else {
  // Node 22 and later keep the compiled program beside it: whoever may write there may change the program itself.
  enableCompileCache?.(join(__dirname, '../dist/compile-cache'));
  require('../dist/main.cjs');
}
