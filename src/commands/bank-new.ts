import { open, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Assembled } from '../bank/bank.ts';
import { numberOfFile } from '../bank/check.ts';
import { questionTemplate, readmeTemplate } from '../bank/template.ts';
import { readBank, shownPath } from '../disk/banks.ts';
import { makePrivateFolder, ownBankFolder, reasonOf } from '../disk/paths.ts';
import type { Env } from '../env.ts';
import { EXIT, type ExitCode, failure, UserError } from '../errors.ts';
import { clean, cleanLine } from '../text/clean.ts';
import { dayOf } from '../text/day.ts';
import { slug } from '../text/format.ts';

export interface BankNewOptions {
  bank?: string;
}

/** The user's own numbers start here, far from those of the shipped bank. */
const FIRST_OWN_NUMBER = 1001;

/**
 * `hotseat bank new <title>`: the next question file, ready to fill in. Prints its path.
 * No file that exists is changed.
 */
export async function bankNew(env: Env, title: string, options: BankNewOptions): Promise<ExitCode> {
  const heading = cleanLine(title);
  if (heading === '') {
    throw new UserError('a question needs a title.', {
      help: 'write `hotseat bank new "Retries that made it worse"`.',
    });
  }
  const own = options.bank === undefined;
  const folder = own ? await makeOwnBank(env) : resolve(env.cwd, options.bank ?? '');
  const assembled = await readBank(env, folder);
  const number = nextNumber(assembled, own ? FIRST_OWN_NUMBER : 1);
  const words = slug(heading);
  const id = freeId(assembled, /[a-z]/.test(words) ? words : `question-${number}`);
  const { vocabulary } = assembled.bank;
  const text = questionTemplate({ number, id, title: heading, today: dayOf(env.now()), vocabulary });
  const path = join(folder, `${String(number).padStart(3, '0')}-${id}.md`);
  await writeNew(path, text, own ? 0o600 : 0o666);
  const shown = clean(shownPath(env, path));
  env.stdout.write(`${shown}\n`);
  env.stderr.write(
    'Write the question and the expected answer into it; the other sections can wait.\n' +
      `\`hotseat bank lint ${shown}\` says what is missing, ` +
      `\`hotseat practice ${number}${own ? '' : ` --bank ${clean(shownPath(env, folder))}`}\` asks it.\n`,
  );
  return EXIT.done;
}

/** The user's own bank, which exists from its first question on. */
async function makeOwnBank(env: Env): Promise<string> {
  const folder = ownBankFolder(env.paths);
  makePrivateFolder(folder);
  await writeNew(join(folder, 'README.md'), readmeTemplate('my-bank'), 0o600).catch((error: unknown) => {
    if (!(error instanceof FileExists)) throw error;
  });
  return folder;
}

/** One more than every number in use, in broken files and in the names of files too. */
function nextNumber({ files }: Assembled, first: number): number {
  const used = files.flatMap(({ document }) => {
    const node = document.frontMatter?.entries.get('number')?.value;
    const given = node?.kind === 'scalar' && typeof node.value === 'number' ? node.value : 0;
    return [given, numberOfFile(document.file) ?? 0];
  });
  return Math.max(first - 1, ...used.filter(Number.isSafeInteger)) + 1;
}

function freeId({ files }: Assembled, wanted: string): string {
  const used = new Set(
    files.map(({ document }) => {
      const node = document.frontMatter?.entries.get('id')?.value;
      return node?.kind === 'scalar' ? node.value : null;
    }),
  );
  let id = wanted;
  for (let n = 2; used.has(id); n++) id = `${wanted}-${n}`;
  return id;
}

class FileExists extends UserError {}

/** Writes a file that does not exist yet, whole or not at all. */
async function writeNew(path: string, text: string, mode: number): Promise<void> {
  try {
    const file = await open(path, 'wx', mode);
    try {
      await file.writeFile(text);
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new FileExists(`${path} exists already.`, {
        help: 'it was left as it is; run the command again.',
        cause: error,
      });
    }
    throw failure(`cannot write ${path}: ${reasonOf(error)}.`, 'make room or choose another folder.', error);
  }
}
