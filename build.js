// Bundles src/ into dist/: one entry, a file for the heavy commands, nothing left to install.
// The packages that were inlined are listed beside it, and their licences collected.
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { build } from 'esbuild';

rmSync('dist', { recursive: true, force: true });

/**
 * What packages ask for at their start and never need here costs every command some milliseconds. The path of an import,
 * a part of the path of whoever imports it, and what it gets instead.
 */
const REPLACED = [
  // gray-matter loads it, with a JavaScript parser in tow, for an engine that ours replaces (src/disk/front-matter.ts).
  // The one that it gets refuses: a third of the parser's code stays out, and nothing can fall back to it.
  [
    'js-yaml',
    'gray-matter',
    "const refuse = () => { throw new Error('front matter is read by the yaml package'); };" +
      'module.exports = { safeLoad: refuse, safeDump: refuse };',
  ],
  // Importing this module asks for each of its properties, and some are expensive to make. The global is the same object.
  ['node:process', '', 'module.exports = process;'],
  // Whether there are colours is for src/terminal/theme.ts to say.
  ['#supports-color', 'chalk', 'export default { stdout: false, stderr: false };'],
  // Only for subcommands that are programs of their own.
  ['node:child_process', 'commander', 'module.exports = {};'],
];

const replacing = {
  name: 'replacing',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
      const replaced = REPLACED.find(([what, by]) => what === path && importer.includes(by));
      if (replaced) return { path, namespace: 'replaced', pluginData: replaced[2] };
      // An ES module has no require; this gives a CommonJS package the same, and loads nothing for it.
      if (kind === 'require-call' && isBuiltin(path)) {
        const contents = `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`;
        return { path, namespace: 'replaced', pluginData: contents };
      }
      return undefined;
    });
    onLoad({ filter: /.*/, namespace: 'replaced' }, ({ pluginData }) => ({ contents: pluginData }));
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
  plugins: [replacing],
});

const packages = packagesIn(result.metafile);
writeFileSync('dist/THIRD-PARTY-LICENSES.txt', packages.map(licenceOf).join(`\n${'-'.repeat(72)}\n\n`));
// docs/bundled-packages.txt is this list as it was last looked at; a test holds the two together.
writeFileSync('dist/bundled-packages.txt', `${packages.map(titleOf).join('\n')}\n`);

/** Every package whose code stands in the bundle, by name and version. */
function packagesIn(metafile) {
  const folders = new Set();
  for (const output of Object.values(metafile.outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(output.inputs)) {
      const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
      if (folder && bytesInOutput > 0) folders.add(folder);
    }
  }
  return [...folders]
    .map((folder) => ({ folder, ...JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) }))
    .sort((a, b) => (titleOf(a) < titleOf(b) ? -1 : 1));
}

function titleOf({ name, version, license }) {
  return `${name} ${version} (${license})`;
}

function licenceOf(one) {
  const file = readdirSync(one.folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(`${one.folder}/${file}`, 'utf8').trim() : `Licence: ${one.license}`;
  return `${titleOf(one)}\n\n${text}\n`;
}
