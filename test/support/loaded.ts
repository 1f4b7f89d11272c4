import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Desk, World } from './program.ts';

const LISTING = fileURLToPath(new URL('loaded.cjs', import.meta.url));

/** Whether hotseat loads a module with this code in it for a command line. */
export async function loads(
  desk: Desk,
  args: readonly string[],
  code: string,
  env: World['env'] = {},
): Promise<boolean> {
  const file = join(desk.folder, 'loaded');
  const input = 'An answer.\n---\n';
  await desk.run(args, { input, env: { ...env, NODE_OPTIONS: `--require ${LISTING}`, LOADED: file } });
  const paths = readFileSync(file, 'utf8').split('\n');
  return paths.some((path) => readFileSync(path, 'utf8').includes(code));
}
