// Bundles src/ into dist/: one file to start with and others for each import() in the source, so a command loads only what it
// needs and the package installs nothing but itself. Beside them go the names and licenses of the bundled packages.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { build } from 'rolldown';

/**
 * Some packages can run code that no one asked for: gray-matter evaluates front matter called JavaScript, js-yaml has a type
 * that makes functions of values, with a parser that it looks for on this machine, commander starts subcommands that are
 * programs of their own, and the protocol's server and Zod make functions of schemas. The bundle gets these modules in place
 * of theirs.
 */
const NOTHING_IS_EXECUTED = [
  // The one engine is ours: src/bank/loader/front-matter.ts.
  [/gray-matter\/lib\/engines\.js$/, 'module.exports = {};'],
  // The one schema is ours: src/bank/loader/yaml.ts. Nothing writes YAML with it.
  [
    /js-yaml\/schema\/(?:json|core|default_safe|default_full)\.js$/,
    "module.exports = require('./failsafe');",
  ],
  [/js-yaml\/dumper\.js$/, 'module.exports = {};'],
  [/^\0no child_process$/, 'module.exports = {};'],
  // src/mcp/server.ts gives the server a validator of its own, and Zod checks without functions of its own.
  [
    /^\0no schema compiler$/,
    "export { default as process } from 'node:process'; export class DefaultJsonSchemaValidator {}",
  ],
  [/zod\/v4\/core\/doc\.js$/, 'export class Doc {}'],
];
const ABSENT = [
  ['node:child_process', '/commander/', '\0no child_process'],
  ['@modelcontextprotocol/server/_shims', '', '\0no schema compiler'],
];
const nothingIsExecuted = {
  name: 'nothing-is-executed',
  resolveId: (id, importer = '') => ABSENT.find(([name, by]) => name === id && importer.includes(by))?.[2],
  load: (id) => NOTHING_IS_EXECUTED.find(([module]) => module.test(id))?.[1],
  // Zod tries whether functions can be made of texts.
  transform: (code, id) =>
    id.endsWith('/zod/v4/core/util.js')
      ? code.replace(/const F = Function;\s*new F\(""\);\s*return true;/, 'return false;')
      : undefined,
};

const { output } = await build({
  input: 'src/main.ts',
  platform: 'node',
  transform: {
    target: 'node20.19',
    define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
  },
  plugins: [nothingIsExecuted],
  output: {
    dir: 'dist',
    cleanDir: true,
    // Node starts CommonJS sooner than ES modules.
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    minify: { compress: true, mangle: false, codegen: true },
    comments: false,
  },
});

const folders = output.flatMap(({ modules = {} }) =>
  Object.entries(modules).flatMap(([file, { renderedLength }]) =>
    renderedLength > 0 ? (/^\0?(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []) : [],
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
