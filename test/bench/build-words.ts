// Makes src/feedback/words.json: which English words are common. It is kept, so this runs only when it should change:
//   npm pack popular-english-words@1.0.2 && tar xzf popular-english-words-1.0.2.tgz
//   npx tsx test/bench/build-words.ts package/words.js
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const MOST = 40_000;
const TARGET = fileURLToPath(new URL('../../src/feedback/words.json', import.meta.url));

const [listFile] = process.argv.slice(2);
if (listFile === undefined) throw new Error('Name the file words.js of the package popular-english-words.');
const { words } = (await import(pathToFileURL(resolve(listFile)).href)) as { words: readonly string[] };
const ranked = words.filter((word) => /^[a-z]+$/.test(word)).slice(0, MOST);
writeFileSync(TARGET, `${JSON.stringify({ ranked: ranked.join(' ') }, null, 1)}\n`);
