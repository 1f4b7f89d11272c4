// Loaded by `node --require`: leaves the paths of all modules that the process loaded in the file that LOADED names.
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  writeFileSync(process.env.LOADED, Object.keys(require.cache).join('\n'));
});
