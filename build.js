// Bundles src/ into dist/: one file to start with and one for each import() in the source, so a command loads only what it
// needs and the package installs nothing but itself. Beside them go the names and licenses of the bundled packages.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { build, transform } from 'esbuild';

/**
 * Two packages can run code that no one asked for. gray-matter has an engine that evaluates front matter, and commander
 * starts subcommands that are programs of their own. The bundle holds neither.
 */
const nothingIsExecuted = {
  name: 'nothing-is-executed',
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /gray-matter\/lib\/engines\.js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const refusing = source.replace('eval(str)', 'undefined');
      if (refusing === source) throw new Error(`${path} has changed: find what evaluates front matter`);
      return { contents: refusing };
    });
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('/commander/') ? { path: 'none', namespace: 'none' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'none' }, () => ({ contents: 'module.exports = {};' }));
  },
};

const output = {
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
};
const { metafile, outputFiles } = await build({
  ...output,
  entryPoints: ['src/main.ts'],
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
  plugins: [nothingIsExecuted],
  metafile: true,
  write: false,
});

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');
for (const { path, text } of outputFiles) {
  // esbuild splits only ES modules, and Node starts CommonJS sooner.
  const { code } = await transform(text, {
    ...output,
    format: 'cjs',
    supported: { 'dynamic-import': false },
  });
  writeFileSync(path, code);
}

const folders = Object.values(metafile.outputs).flatMap(({ inputs }) =>
  Object.entries(inputs).flatMap(([file, { bytesInOutput }]) =>
    bytesInOutput > 0 ? (/^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []) : [],
  ),
);
const packages = [...new Set(folders)]
  .map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : `License: ${license}`;
    return { title: `${name} ${version} (${license})`, text };
  })
  .sort((a, b) => (a.title < b.title ? -1 : 1));
const rule = `\n${'-'.repeat(72)}\n\n`;
writeFileSync(
  'dist/THIRD-PARTY-LICENSES.txt',
  packages.map(({ title, text }) => `${title}\n\n${text}\n`).join(rule),
);
// docs/bundled-packages.txt is this list as someone last reviewed it; a test compares the two.
writeFileSync('dist/bundled-packages.txt', packages.map(({ title }) => `${title}\n`).join(''));
