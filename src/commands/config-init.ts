import { dirname } from 'node:path';
import type { Env } from '../platform/env.ts';
import { codeOf, EXIT, type ExitCode, failure, reasonOf, remedyFor, UserError } from '../platform/errors.ts';
import { makePrivateFolder } from '../platform/paths.ts';
import { writeNewWhole } from '../platform/files.ts';
import { cleanLine } from '../text/clean.ts';
import { say } from '../terminal/say.ts';
import { SECTIONS } from '../options/settings.ts';

/** `hotseat config init`: writes a settings file in which every setting is a comment. An existing file never changes. */
export function configInit(env: Env): ExitCode {
  const { config } = env.paths;
  makePrivateFolder(dirname(config));
  try {
    writeNewWhole(config, commented());
  } catch (error) {
    if (codeOf(error) === 'EEXIST')
      throw new UserError(`${config} exists already.`, { help: '`hotseat config` shows what it says.' });
    throw failure(
      `cannot write ${config}: ${reasonOf(error)}.`,
      remedyFor(error, dirname(config)) ?? 'set HOTSEAT_CONFIG to another path.',
      error,
    );
  }
  env.stdout.write(`${cleanLine(config)}\n`);
  say(
    env,
    'Every setting in it is a comment. Remove the # of those you want; `hotseat config` shows what holds.',
  );
  return EXIT.done;
}

function commented(): string {
  const sections = Object.entries(SECTIONS).map(([section, settings]) => {
    const keys = Object.entries(settings).map(([key, { about, usual, example }]) => {
      const setting = `  # ${key}: ${example}`;
      return `${setting.padEnd(32)} # ${about} (default: ${usual})`;
    });
    return [`${section}:`, ...keys, ''].join('\n');
  });
  return `# Settings of hotseat. What you type on the command line wins over them.\n\n${sections.join('\n')}`;
}
