import { count, list, nearby, short } from '../../text/format.ts';
import { wrap } from '../../text/wrap.ts';
import type { Assembled } from '../bank.ts';
import { judgeAgeing, twinsAmong } from './checks.ts';
import { judgeLength } from './conversation.ts';
import { judgeFacts } from './facts.ts';
import type { Body } from '../parser/body.ts';
import type { Checked } from '../parser/check.ts';
import { CODES } from '../codes.ts';
import type { Finding, Place } from '../diagnostic.ts';
import { BEHAVIORAL, SCREEN } from '../kinds.ts';
import type { KeyPoint } from '../question.ts';
import { type Report, reporter, START } from '../reporter.ts';
import { keyPointItems, MOST_POINTS } from '../parser/key-points.ts';
import { itemLine } from '../parser/scan.ts';
import { recall, stemsOf } from '../stems.ts';

/** An answer that shares less than this with a point does not cover it; the lowest in the shipped bank is 0.7. */
const CLEARLY_ABSENT = 1 / 3;
/** Two questions that share this much ask the same thing; unrelated ones share less than 0.2. */
const SAME = 0.6;
/** What a question of kind screen may take to read, at a terminal of 80 columns. */
const SCREEN_ROWS = 2;
const SCREEN_COLUMNS = 76;
/** Milliseconds. */
const DAY = 86_400_000;

/** Whether an answer covers a key point; `siblings` are the other points of its question. */
export type Covers = (
  point: KeyPoint,
  siblings: readonly KeyPoint[],
  answer: string,
  question: { question: string },
) => Generator<undefined, boolean>;

/** The rows that the end of a question takes on a small terminal, and those that are there above the box. */
export type Fit = (question: string) => { rows: number; room: number };

/** What only other rooms can judge. What is left out here is not judged. */
export interface Judges {
  /** Needs a large word list. */
  covers?: Covers | undefined;
  fit?: Fit;
}

/** Whether any key point of a bank has examples, which only the matcher can judge. */
export function hasExamples({ files }: Assembled): boolean {
  return files.some(({ body }) =>
    body?.keyPoints.some(({ counts, notEnough }) => counts.length + notEnough.length > 0),
  );
}

/**
 * All findings about a bank. Besides what keeps questions from loading, it judges how they are written by
 * plain word counts, so those findings are hints. `today` is `YYYY-MM-DD`. Yields many times, so that a long check can be
 * watched and stopped.
 */
export function* lintBank(
  bank: Assembled,
  today: string,
  { covers, fit }: Judges = {},
): Generator<undefined, Finding[]> {
  const judged: { checked: Checked; findings: Finding[] }[] = [];
  const kinds = new Map(bank.files.map(({ fields: { id, kind } }) => [id, kind]));
  for (const checked of bank.files) {
    const findings = [...checked.findings];
    const report = reporter(checked.document, findings);
    judgeFile(checked, today, report);
    judgeOpens(checked.fields, kinds, report);
    judgeLength(checked, report);
    if (fit !== undefined) judgeFit(checked, fit, report);
    if (covers !== undefined) yield* judgeExamples(checked, covers, report);
    judged.push({ checked, findings });
    yield;
  }
  reportTwins(judged);
  return [...bank.findings, ...judged.flatMap(({ checked, findings }) => silence(checked, findings))];
}

/** Turns warnings into errors, except those that depend on the date: time alone must not break a build. */
export function strictly<F extends Pick<Finding, 'code' | 'severity'>>(findings: readonly F[]): F[] {
  return findings.map((finding) =>
    finding.severity === 'warning' && finding.code !== 'B091' ? { ...finding, severity: 'error' } : finding,
  );
}

function judgeFile(checked: Checked, today: string, report: Report): void {
  const { fields, body, sections } = checked;
  const isBehavioral = fields.kind === BEHAVIORAL;
  if (fields.references?.length === 0 && !isBehavioral) {
    const message = 'the question names no primary source';
    const help = 'add a paper, a specification or official documentation under `references`';
    report('B040', { value: ['references'] }, message, 'no one can check the facts', help);
  }
  if (fields.reviewed !== undefined) judgeAge(fields.reviewed, today, report);
  judgeConcepts(fields.concepts ?? [], report);
  if (fields.kind === SCREEN)
    judgeScreen(body?.question ?? '', sections.get('question')?.place ?? START, report);
  if (body === null || body.expected === '') return;
  judgeFacts(checked, report);
  if (isBehavioral) return;
  for (const { text, at } of sections.get('expected')?.lines ?? []) judgeAgeing(text, at, report);
  const { items } = keyPointItems(sections.get('keyPoints'));
  for (const [index, point] of body.keyPoints.entries()) {
    judgeKeyPoint(point, body, items[index]?.place ?? START, report);
  }
}

/** Each case that an opener leads to must be there. `kinds` are those of the bank's questions, by id. */
function judgeOpens(
  { kind, opens = [] }: Checked['fields'],
  kinds: ReadonlyMap<string | undefined, string | undefined>,
  report: Report,
): void {
  if (kind !== SCREEN && opens.length > 0) {
    const message = 'a question that opens cases is not of kind screen';
    report('B049', { key: ['opens'] }, message, 'an opener is short', 'remove the key, or change the kind');
  }
  for (const [at, id] of opens.entries()) {
    const where = { value: ['opens', at] };
    if (!kinds.has(id)) {
      const near = nearby(
        id,
        [...kinds.keys()].flatMap((other) => other ?? []),
      );
      const help = near === undefined ? 'write the id of a question, or remove it' : `write \`${near}\``;
      report('B049', where, `no question has the id "${short(id)}"`, 'it opens a case of this bank', help);
    } else if (kinds.get(id) === SCREEN) {
      const message = `"${short(id)}" is of kind screen, and no case`;
      report('B049', where, message, 'a case is of any other kind', 'name a longer question');
    }
  }
}

/** A candidate must see what is asked, and what it is about, while writing. */
function judgeFit({ body, sections }: Checked, fit: Fit, report: Report): void {
  const question = sections.get('question');
  if (body === null || question === undefined) return;
  const { rows, room } = fit(body.question);
  if (rows <= room) return;
  report(
    'B039',
    question.place,
    `the end of the question needs ${rows} rows, and a small terminal has ${room}`,
    'the last paragraph, with the last table or code',
    'shorten it, or move the last paragraph next to the table or code',
  );
}

/** A period after one of these does not end a sentence. */
const SHORTENED =
  'e\\.g|i\\.e|[Vv]s|etc|cf|approx|[Nn]o|[Ff]ig|[Ss]ec|[Cc]h|pp?|al|Dr|Mrs?|Ms|Prof|St|Sr|Jr|Inc|Ltd|Co|Corp';
/** A period after an initial ends a sentence only before one of these: no surname starts like that. */
const STARTERS =
  'An?|The|Th(?:is|at|ese|ose|en|ere|ey)|It|Its|If|In|On|For|And|But|So|We|You|Each|When|After|Before';
/** The end of one sentence and the start of another. */
const SECOND_SENTENCE = new RegExp(
  String.raw`(?<!\b(?:${SHORTENED}))(?:(?<!\b[A-Z])|(?=\.["”)]?\s(?:${STARTERS})\b))[.!?]["”)]?\s+["“(]?[A-Z]`,
);

function judgeKeyPoint(
  { name, text, asked, wordings, counts }: KeyPoint,
  { expected, followUps }: Body,
  place: Place,
  report: Report,
): void {
  if (SECOND_SENTENCE.test(text.replace(/`[^`]*`/g, '``'))) {
    const message = `the key point "${short(name)}" has two statements`;
    report(
      'B042',
      place,
      message,
      'an answer can cover half of it',
      'make it one sentence, or two key points',
    );
  }
  const probing = followUps.filter(({ probes }) => probes === name);
  if (asked && probing.length === 0) {
    const message = `no follow-up probes the key point "${short(name)}"`;
    report('B051', place, message, 'it counts only when asked', 'add a follow-up, or remove `When: asked`');
    return;
  }
  const answer = stemsOf(asked ? probing.map((followUp) => followUp.answer).join('\n') : expected);
  const isCovered = [text, ...wordings, ...counts].some(
    (said) => recall(stemsOf(said), answer) >= CLEARLY_ABSENT,
  );
  if (!isCovered) {
    const whose = asked ? 'answer of its follow-up' : 'expected answer';
    const message = `the ${whose} does not cover the key point "${short(name)}"`;
    report(
      'B043',
      place,
      message,
      'hardly any of its words are there',
      'add it to the expected answer, or cut it',
    );
  }
}

/** Each example of a key point must get the verdict that its author gives it. */
function* judgeExamples(
  { fields, body, sections }: Checked,
  covers: Covers,
  report: Report,
): Generator<undefined> {
  // Each example is matched beside all points: with more than can be judged that takes seconds, and is a finding already.
  if (body === null || body.keyPoints.length > MOST_POINTS || fields.kind === BEHAVIORAL) return;
  const { items } = keyPointItems(sections.get('keyPoints'));
  for (const [index, point] of body.keyPoints.entries()) {
    const siblings = body.keyPoints.filter((other) => other !== point);
    for (const example of [...point.counts, ...point.notEnough]) {
      const counts = point.counts.includes(example);
      if ((yield* covers(point, siblings, example, body)) === counts) continue;
      const item = items[index]?.nested.find((nested) => itemLine(nested).endsWith(example));
      report(
        'B045',
        item?.place ?? START,
        `the matcher judges an example of "${short(point.name)}" differently`,
        counts ? 'it does not count this' : 'it counts this',
        counts ? "use more of the point's words" : 'leave out what covers the point',
      );
    }
  }
}

/** A word with one capital at its start: no acronym, and no name such as LoRA. */
const SENTENCE_CASE = /^\p{Lu}[\p{Ll}-]+(?![\p{L}\p{N}])/u;

function judgeConcepts(concepts: readonly string[], report: Report): void {
  const plain = concepts.map((concept) => concept.toLowerCase());
  for (const [at, concept] of concepts.entries()) {
    const where = { value: ['concepts', at] };
    const name = short(concept);
    if (plain.indexOf(plain[at] ?? '') < at)
      report('B038', where, `the concept "${name}" appears twice`, 'named before', 'remove it');
    else if (SENTENCE_CASE.test(concept)) {
      const lower = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
      const message = `the concept "${name}" starts with a capital`;
      report('B038', where, message, 'only acronyms and names have capitals', `write \`${lower}\``);
    }
  }
}

function judgeScreen(question: string, place: Place, report: Report): void {
  const rows = wrap(question, SCREEN_COLUMNS).length;
  if (rows <= SCREEN_ROWS) return;
  const message = `a question of kind screen takes ${count(rows, 'row')} to read`;
  const label = `${SCREEN_ROWS} rows of ${SCREEN_COLUMNS} columns can be read at once`;
  report('B047', place, message, label, 'shorten it, or choose another kind');
}

function judgeAge(reviewed: string, today: string, report: Report): void {
  const where = { value: ['reviewed'] };
  // It may already be tomorrow where the author lives.
  if (Date.parse(reviewed) > Date.parse(today) + DAY) {
    const message = 'the facts were checked on a future date';
    report('B091', where, message, `today is ${today}`, 'set the date on which they were checked');
  }
  const yearAgo = `${String(Number(today.slice(0, 4)) - 1).padStart(4, '0')}${today.slice(4)}`;
  if (reviewed >= yearAgo) return;
  const message = 'the facts were last checked over a year ago';
  report('B090', where, message, `today is ${today}`, 'check them against the references and set the date');
}

interface Judged {
  checked: Checked;
  findings: Finding[];
}

/** The later of two questions that ask the same thing gets the finding. */
function reportTwins(judged: readonly Judged[]): void {
  const asked = judged.flatMap(({ checked, findings }) => {
    const { question } = checked;
    return question === null
      ? []
      : [{ checked, findings, stems: stemsOf(`${question.title} ${question.question}`) }];
  });
  const twins = twinsAmong(
    asked.map(({ stems }) => stems),
    SAME,
  );
  for (const [index, { checked, findings }] of asked.entries()) {
    const twin = asked[twins[index] ?? -1]?.checked.document;
    if (twin === undefined) continue;
    const { document, sections } = checked;
    const place = sections.get('question')?.place ?? { value: ['title'] };
    reporter(document, findings)(
      'B044',
      place,
      `the question asks the same thing as ${twin.shown}`,
      'most of its words are the same',
      'ask something else, or merge the two',
    );
  }
}

/** Drops the warnings that the file allows, and reports each allow that silenced none. */
function silence({ document, fields }: Checked, findings: readonly Finding[]): Finding[] {
  const { allow = [] } = fields;
  const warned = new Set<string>(
    findings.filter(({ severity }) => severity === 'warning').map(({ code }) => code),
  );
  const silenced = new Set<string>(allow.filter((code) => warned.has(code)));
  const kept = findings.filter(({ code }) => !silenced.has(code));
  const report = reporter(document, kept);
  for (const [index, code] of allow.entries()) {
    if (silenced.has(code)) continue;
    report('B050', { value: ['allow', index] }, `allowing ${code} has no effect`, whyNot(code), 'remove it');
  }
  return kept;
}

function whyNot(code: string): string {
  const known = Object.entries(CODES).find(([name]) => name === code)?.[1];
  if (known === undefined) {
    const warnings = Object.entries(CODES).filter(([, { severity }]) => severity === 'warning');
    return `the warnings are ${list(warnings.map(([name]) => name))}`;
  }
  return known.severity === 'warning' ? 'this file has no such warning' : `${code} is not a warning`;
}
