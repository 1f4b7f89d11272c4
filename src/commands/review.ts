import { levelOf, type Question } from '../bank/question.ts';
import { type Env, sizeOf } from '../platform/env.ts';
import { EXIT, type ExitCode, UserError } from '../platform/errors.ts';
import { hasLinks } from '../terminal/output-modes.ts';
import { page, write } from '../terminal/pager.ts';
import { revealRows } from '../renderer/reveal.ts';
import { SECTION_KEYS, type SectionKey } from '../renderer/section-keys.ts';
import { createTheme } from '../renderer/theme.ts';
import { jsonText } from '../text/data.ts';
import { cleanLine } from '../text/clean.ts';
import { count, list, nearest } from '../text/format.ts';
import { type Row, row } from '../text/rows.ts';
import { hang, wrapSpans } from '../text/wrap.ts';
import { listed } from './shared/listed-questions.ts';
import { loadNamed } from '../store/load-questions.ts';
import type { ReviewOptions } from '../options/table.ts';

/** `hotseat review`: one question in full, answer included. */
export async function review(env: Env, ref: string, options: ReviewOptions): Promise<ExitCode> {
  const only = sectionsOf(options.section);
  const [question] = await loadNamed(env, options.bank, [ref]);
  if (question === undefined) throw new Error(`nothing was loaded for ${ref}`);
  if (options.json === true) await write(env.stdout, jsonText(asData(question, only)));
  else
    await page(
      env,
      createTheme(env, env.stdout, hasLinks(env.stdout)).paintAll(
        screenOf(question, only, sizeOf(env.stdout).columns),
      ),
    );
  return EXIT.done;
}

function sectionsOf(wanted: readonly string[]): readonly SectionKey[] {
  if (wanted.length === 0) return SECTION_KEYS;
  const names = wanted.flatMap((entry) => entry.split(',')).map((name) => name.trim());
  return names.map((name) => SECTION_KEYS.find((key) => key === name.toLowerCase()) ?? unknownSection(name));
}

function unknownSection(name: string): never {
  const near = nearest(name, SECTION_KEYS);
  const suggestion = near === undefined ? '' : `did you mean \`--section ${near}\`? `;
  throw new UserError(`there is no section "${cleanLine(name)}".`, {
    help: `${suggestion}The sections are ${list(SECTION_KEYS)}.`,
  });
}

function screenOf(question: Question, only: readonly SectionKey[], columns: number): Row[] {
  const sections = revealRows(question, columns, { only });
  if (sections.length === 0) {
    throw new UserError(`question ${question.number} has no ${list(only, 'or')}.`, {
      help: `\`hotseat review ${question.number}\` shows what it has.`,
    });
  }
  return [...header(question, columns), [], [], ...sections];
}

function header({ number, title, ...question }: Question, columns: number): Row[] {
  const { topic, kind, level, roles, minutes, reviewed } = question;
  const facts = [
    topic,
    kind,
    level,
    roles.join(', '),
    `${count(minutes, 'minute')} spoken`,
    `reviewed ${reviewed}`,
  ];
  const room = columns - 2;
  return hang(
    [
      ...wrapSpans(row(cleanLine(`#${number} · ${title}`), 'bold'), room),
      ...wrapSpans(row(cleanLine(facts.join(' · ')), 'dim'), room),
    ],
    { text: '  ', style: 'plain' },
  );
}

/** The JSON of each section. */
const DATA: Record<SectionKey, (question: Question) => object> = {
  question: ({ question }) => ({ question }),
  'if-asked': ({ ifAsked = [] }) => ({ ifAsked }),
  why: ({ why }) => ({ why }),
  expected: ({ expected }) => ({ expected }),
  'key-points': (question) => ({
    keyPoints: question.keyPoints.map((point) => {
      const { name, text, wordings } = point;
      return { name, text, level: levelOf(point, question), wordings };
    }),
  }),
  mistakes: ({ mistakes }) => ({ mistakes }),
  'follow-ups': ({ followUps }) => ({ followUps }),
  notes: ({ notes }) => ({ notes }),
  takeaway: ({ takeaway }) => ({ takeaway }),
  references: ({ references }) => ({ references }),
};

function asData(question: Question, only: readonly SectionKey[]): object {
  const parts = SECTION_KEYS.filter((key) => only.includes(key)).map((key) => DATA[key](question));
  return { version: 1, question: Object.assign({}, listed(question), ...parts) as object };
}
