// Preloaded into a process whose memory is measured: leaves its peak, in kilobytes, in a file when it ends.
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  writeFileSync(process.env.PEAK_FILE, String(process.resourceUsage().maxRSS));
});
