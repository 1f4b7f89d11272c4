import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { helpOf } from '../../src/options/command-line.ts';
import type { Table } from '../../src/options/option.ts';
import * as tables from '../../src/options/table.ts';

const PAGE = fileURLToPath(new URL('../../docs/commands.md', import.meta.url));
const TABLES = tables as unknown as Readonly<Record<string, Table>>;

/** The table of a command's options, with a column for config.yaml if a default may be set there. */
function markdownOf(table: Table): string {
  const options = Object.entries(table);
  const hasSettings = options.some(([, { example }]) => example !== undefined);
  const rows = options.map(([key, option]) => {
    const setting = option.example === undefined ? '' : `\`${key}: ${option.example}\``;
    return [`\`${option.flags}\``, helpOf(option), ...(hasSettings ? [setting] : [])];
  });
  const head = ['option', 'what it does', ...(hasSettings ? ['in config.yaml, for example'] : [])];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

// `npm run build:docs` writes the page anew.
test('docs/commands.md has the options as they are', async () => {
  const page = readFileSync(PAGE, 'utf8').replace(
    /(<!-- options: (\w+) -->\n)[^]*?(<!-- end of options -->)/g,
    (_, start: string, name: string, end: string) => `${start}\n${markdownOf(TABLES[name] ?? {})}\n\n${end}`,
  );
  await expect(page).toMatchFileSnapshot(PAGE);
});
