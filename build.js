// Bundles src/ into dist/: one entry, one chunk a command, nothing left to install.
// The licences of everything that was inlined are collected beside it.
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('dist', { recursive: true, force: true });

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
  // CommonJS packages call require and look at __filename; an ES module has neither until it makes them.
  banner: {
    js:
      "import{createRequire as __createRequire}from'node:module';import{fileURLToPath as __toPath}from'node:url';" +
      'const require=__createRequire(import.meta.url),__filename=__toPath(import.meta.url);',
  },
});

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
