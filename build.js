// Bundles src/ into dist/: one entry, one chunk a command, nothing left to install.
// The licences of everything that was inlined are collected beside it.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('dist', { recursive: true, force: true });

/**
 * gray-matter loads js-yaml, with a JavaScript parser in tow, for an engine that ours replaces (src/disk/front-matter.ts).
 * In the bundle that engine refuses: a third of the parser's code stays out, and nothing can fall back to it.
 */
const withoutJsYaml = {
  name: 'without-js-yaml',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^js-yaml$/ }, () => ({ path: 'js-yaml', namespace: 'refused' }));
    onLoad({ filter: /.*/, namespace: 'refused' }, () => ({
      contents:
        "const refuse = () => { throw new Error('front matter is read by the yaml package'); };" +
        'module.exports = { safeLoad: refuse, safeDump: refuse };',
    }));
  },
};

const result = await build({
  entryPoints: ['src/main.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
  plugins: [withoutJsYaml],
  write: false,
});

// CommonJS packages call require and look at __filename; an ES module has neither until it makes them.
const COMMON_JS =
  "import{createRequire as __createRequire}from'node:module';import{fileURLToPath as __toPath}from'node:url';" +
  'const require=__createRequire(import.meta.url),__filename=__toPath(import.meta.url);';

mkdirSync('dist');
for (const { path, text } of result.outputFiles) {
  const wantsCommonJs = /\brequire\b|\b__filename\b/.test(text);
  writeFileSync(path, wantsCommonJs ? COMMON_JS + text : text);
}
writeFileSync('dist/THIRD-PARTY-LICENSES.txt', licencesOf(result.metafile));

/** The licence text of every package whose code stands in the bundle, by name. */
function licencesOf(metafile) {
  const folders = new Set();
  for (const output of Object.values(metafile.outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(output.inputs)) {
      const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
      if (folder && bytesInOutput > 0) folders.add(folder);
    }
  }
  return [...folders]
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      const text = file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : `Licence: ${license}`;
      return `${name} ${version} (${license})\n\n${text}\n`;
    })
    .sort()
    .join(`\n${'-'.repeat(72)}\n\n`);
}
