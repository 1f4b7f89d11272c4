import { clock } from '../text/format.ts';
import { asMarkdown } from '../text/markup.ts';
import { damageNote } from './damage.ts';
import {
  type Remark,
  aboutOf,
  factsOf,
  isNoteIn,
  lookedAt,
  modelFacts,
  reasonFor,
  remarksOn,
  remarksOnProbed,
  writingsOf,
} from './facts.ts';
import { inert, inline, promptLine, quote } from './safe-markdown.ts';
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
  const heading = isMain
    ? title
    : `### Follow-up${turn.prompt === '' ? '' : `: ${promptLine(turn, turn.prompt)}`}`;
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

/** Why a pressing or a live follow-up was asked. */
function reasonBlocks(turn: TranscriptTurn): string[] {
  const reason = reasonFor(turn);
  if (reason === null) return [];
  return [turn.askedBy == null ? inline(reason) : asMarkdown(reason)];
}

function probedBlocks(turn: TranscriptTurn): string[] {
  const { about, remarks } = remarksOnProbed(turn);
  if (turn.probed?.model === undefined) return remarks.map((remark) => remarkText(remark, inline));
  return [
    ...(about === null ? [] : [asMarkdown(about)]),
    remarks.map((remark) => `- ${remarkText(remark)}`).join('\n'),
  ];
}

function remarkText({ text, evidence }: Remark, written = asMarkdown): string {
  return `${written(text)}${evidence === null ? '' : `: “${inline(evidence)}”`}`;
}

function pointBlocks(turn: TranscriptTurn): string[] {
  const { points } = turn;
  if (points === null || points.length === 0) return [];
  const levels = levelSummary(points);
  return [
    `### Key points: ${pointsSummary(points, lookedAt(isNoteIn(turn)), 'the candidate')}`,
    ...(levels === null ? [] : [inline(levels)]),
    ...modelFacts(turn).map(asMarkdown),
    points.map((point) => pointItem(point, turn)).join('\n'),
  ];
}

function pointItem(point: TranscriptPoint, turn: TranscriptTurn): string {
  const { ticked } = point;
  const box = ticked === null ? '' : `[${ticked ? 'x' : ' '}] `;
  const remarks = remarksOn(point, isNoteIn(turn)).map((remark) => `\n  - ${remarkText(remark)}`);
  return `- ${box}${statementOf(point, turn.level)}${remarks.join('')}`;
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
