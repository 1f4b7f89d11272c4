import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '../platform/env.ts';
import { openIndex } from '../platform/index-file.ts';
import { sessionsFolder } from '../platform/paths.ts';
import { sessionIds } from './sessions.ts';

/** All sessions, below their folder. */
const ALL = '';

/**
 * What all sessions come to, remembered under `name` until a file of one changes, or `about`: whatever else it hangs on, as
 * text. It prints as JSON. `derive` reads the sessions; what it is not sure of is not remembered.
 */
export async function rememberedOfSessions<Value>(
  env: Env,
  name: string,
  about: string,
  derive: () => Promise<{ value: Value; isSure: boolean }>,
): Promise<Value> {
  const { paths, build, now } = env;
  const root = sessionsFolder(paths);
  const index = openIndex<{ about: string; value: Value }>({
    file: join(paths.cache, `${name}.index`),
    root,
    title: `${name} of all sessions by hotseat ${build}`,
    now,
  });
  const known = index.get(ALL);
  if (known?.about === about) return known.value;
  const sight = index.look(ALL, () =>
    sessionIds(paths).flatMap((id) => [id, ...readdirSync(join(root, id)).map((file) => `${id}/${file}`)]),
  );
  const { value, isSure } = await derive();
  if (isSure) index.keep(ALL, sight, { about, value });
  index.save();
  return value;
}
