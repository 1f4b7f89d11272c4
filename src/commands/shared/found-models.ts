import type { Env } from '../../platform/env.ts';
import { readConfig } from '../../options/config.ts';
import type { Values } from '../../store/config-file.ts';
import { cleanLine } from '../../text/clean.ts';
import { isOfCloud, onward, programsOnPath } from '../../wire/program.ts';

/** A model of this machine that could be named. */
export interface FoundModel {
  /** What the section `model` of config.yaml would say. */
  settings: Values & { command?: string; url?: string; name?: string };
  /** Whom it sends answers on to, as `sends your answers on to Anthropic`; null: they stay on this machine. */
  onward: string | null;
}

/** Looks for programs on the path, and for servers at their usual ports on this machine. Only `hotseat model` does. */
export async function findModels(env: Pick<Env, 'vars' | 'version'>): Promise<FoundModel[]> {
  const programs = programsOnPath(env).filter(({ isWhole }) => isWhole);
  const { servedModels } = await import('../../wire/local-servers.ts');
  return [
    ...programs.map(({ name }) => ({
      settings: { command: name },
      onward: onward({ words: [name], model: null }, env.vars, 'your answers'),
    })),
    ...(await servedModels(env.version)).map((served) => ({
      settings: served,
      onward: isOfCloud(served.name) ? "sends your answers on to Ollama's cloud" : null,
    })),
  ];
}

/** What the start page says of models. */
export interface ModelsHere {
  /** The one that is named. */
  named: string | null;
  /** The programs that could be: none if one is named already, or the user does not want to hear of one. */
  programs: string[];
}

export function modelsHere(env: Pick<Env, 'vars' | 'paths'>): ModelsHere {
  const { set } = readConfig(env);
  const [named = null] = ['name', 'command', 'url'].flatMap((key) => {
    const value = set.get(`model.${key}`)?.value;
    return typeof value === 'string' ? [cleanLine(value.split(' ')[0] ?? '')] : [];
  });
  const isSettled = named !== null || set.get('model.offer')?.value === false;
  return { named, programs: isSettled ? [] : programsOnPath(env).map(({ name }) => name) };
}
