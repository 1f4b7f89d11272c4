// Bundles src/ into dist/: what every command needs in one file, what some need in others, nothing left to install.
// The packages that were inlined are listed beside it, and their licences collected.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build, transform } from 'esbuild';

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
  // The pager, the editor and a lock that somebody holds: it brings the network's modules along, so it comes when it is used.
  ['node:child_process', 'src/', lazily('node:child_process', ['spawn', 'execFileSync'])],
];

/** A module of the platform that loads when one of these functions of it is called. */
function lazily(module, functions) {
  const loaded = `process.getBuiltinModule(${JSON.stringify(module)})`;
  return functions.map((name) => `export const ${name} = (...args) => ${loaded}.${name}(...args);`).join('');
}

const replacing = {
  name: 'replacing',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /.*/ }, ({ path, importer }) => {
      const replaced = REPLACED.find(([what, by]) => what === path && importer.includes(by));
      // Two of them may replace the same for different importers.
      return replaced && { path: `${path} ${replaced[1]}`, namespace: 'replaced', pluginData: replaced[2] };
    });
    onLoad({ filter: /.*/, namespace: 'replaced' }, ({ pluginData }) => ({ contents: pluginData }));
  },
};

/**
 * What is imported while the program runs gets a file of its own, and with it each set of modules that some of these files
 * share. By then all is there that the program began with: where each of them says so, that stays one file.
 */
const later = {
  name: 'later',
  setup({ onResolve, onLoad, resolve: find }) {
    onResolve({ filter: /.*/ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (kind !== 'dynamic-import' || pluginData === later) return undefined;
      const found = await find(path, { kind, resolveDir, pluginData: later });
      return { ...found, namespace: 'later' };
    });
    onLoad({ filter: /.*/, namespace: 'later' }, ({ path }) => ({
      contents: `import ${JSON.stringify(resolve('src/run.ts'))}; export * from ${JSON.stringify(path)};`,
      resolveDir: '.',
    }));
  },
};

const SMALL = { target: 'node20.19', minifySyntax: true, minifyWhitespace: true, legalComments: 'none' };

const { metafile, outputFiles } = await build({
  ...SMALL,
  entryPoints: ['src/main.ts'],
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
  metafile: true,
  write: false,
  plugins: [replacing, later],
});

// Node starts CommonJS some milliseconds sooner, and esbuild can split only ES modules: so each file is turned when it is done.
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');
for (const { path, text } of outputFiles) {
  const supported = { 'dynamic-import': false };
  writeFileSync(path, (await transform(text, { ...SMALL, format: 'cjs', platform: 'node', supported })).code);
}

const packages = packagesIn(metafile);
writeFileSync('dist/THIRD-PARTY-LICENSES.txt', packages.map(licenceOf).join(`\n${'-'.repeat(72)}\n\n`));
// docs/bundled-packages.txt is this list as it was last looked at; a test holds the two together.
writeFileSync('dist/bundled-packages.txt', `${packages.map(titleOf).join('\n')}\n`);

/** Every package whose code stands in the bundle, by name and version. */
function packagesIn({ outputs }) {
  const folders = new Set();
  for (const output of Object.values(outputs)) {
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
