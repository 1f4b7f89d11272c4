import { clock } from '../text/format.ts';
import { damageNote } from './damage.ts';
import { aboutOf, factsOf, findingFor, isNoteIn, lookedAt, probedText, writingsOf } from './facts.ts';
import { inert, inline, quote } from './safe-markdown.ts';
import { levelAside, levelSummary } from './levels.ts';
import { type TranscriptPoint, pointsSummary } from './points.ts';
import type { Transcript, TranscriptTurn } from './transcript.ts';

/** The transcript for a mentor: questions, answers, times and judgments. */
export function toMarkdown(transcript: Transcript): string {
  const { session, turns, conflicts, damage } = transcript;
  const lost = damageNote(damage);
  const about = aboutOf(session);
  const head = [
    `# Mock interview, ${session.startedAt.slice(0, 10)}`,
    ...(about.length === 0 ? [] : [inline(about.join(' · '))]),
    `Session ${inline(session.id)} · ${session.state} · ${clock(session.usedMs)} answering`,
    ...(lost === null ? [] : [`**${inline(lost)}**`]),
    ...conflicts.map((conflict) => `Note: ${conflict}`),
  ];
  return `${[...head, ...turns.flatMap(turnBlocks)].join('\n\n')}\n`;
}

function turnBlocks(turn: TranscriptTurn): string[] {
  const isMain = turn.kind === 'question';
  const title = `## ${inline(`${turn.call} ${turn.title}`)}`;
  if (turn.prompt === null) return [isMain ? title : '### Follow-up', '*not asked yet*'];
  const heading = isMain ? title : `### Follow-up${turn.prompt === '' ? '' : `: ${inline(turn.prompt)}`}`;
  return [
    heading,
    ...(isMain && turn.prompt !== '' ? [inert(turn.prompt)] : []),
    `*${factsOf(turn).join(' · ')}*`,
    ...answerBlocks(turn),
    ...reasonBlocks(turn),
    ...probedBlocks(turn),
    ...pointBlocks(turn),
    ...mistakeBlocks(turn),
    ...(turn.expected ? [isMain ? '### Expected answer' : '**Expected answer:**', inert(turn.expected)] : []),
  ];
}

function answerBlocks(turn: TranscriptTurn): string[] {
  return writingsOf(turn).flatMap(({ label, text }) =>
    label === null ? [quote(text)] : [label, quote(text)],
  );
}

/** Why a pressing follow-up was asked. */
function reasonBlocks({ because }: TranscriptTurn): string[] {
  return because == null ? [] : [`Asked because the answer left this out: ${inline(because)}`];
}

function probedBlocks({ probed }: TranscriptTurn): string[] {
  const text = probed === undefined ? null : probedText(probed);
  if (text === null) return [];
  const evidence = probed?.evidence ?? null;
  return [`${inline(text)}${evidence === null ? '' : `: “${inline(evidence)}”`}`];
}

function pointBlocks(turn: TranscriptTurn): string[] {
  const { points } = turn;
  if (points === null || points.length === 0) return [];
  const levels = levelSummary(points);
  return [
    `### Key points: ${pointsSummary(points, lookedAt(isNoteIn(turn)), 'the candidate')}`,
    ...(levels === null ? [] : [inline(levels)]),
    points.map((point) => pointItem(point, turn)).join('\n'),
  ];
}

function pointItem(point: TranscriptPoint, turn: TranscriptTurn): string {
  const { ticked, evidence } = point;
  const box = ticked === null ? '' : `[${ticked ? 'x' : ' '}] `;
  const statement = statementOf(point, turn.level);
  const finding = findingFor(point, isNoteIn(turn));
  const quoted = evidence === null ? '' : `: “${inline(evidence)}”`;
  return `- ${box}${statement}${finding === null ? '' : `\n  - ${finding}${quoted}`}`;
}

function statementOf({ name, text, level }: TranscriptPoint, questions: string): string {
  const aside = levelAside(level, questions);
  if (text.startsWith(name)) return [...(aside === null ? [] : [inline(aside)]), inline(text)].join(' ');
  const lead = aside === null ? `**${inline(name)}.**` : `**${inline(name)}** ${inline(aside)}.`;
  return `${lead} ${inline(text)}`.trimEnd();
}

function mistakeBlocks({ mistakes }: TranscriptTurn): string[] {
  if (mistakes === null || mistakes.length === 0) return [];
  const items = mistakes.map(
    ({ text, evidence }) => `- ${inline(text)}\n  - close to: “${inline(evidence)}”`,
  );
  return ['### Close to a common mistake', items.join('\n')];
}
