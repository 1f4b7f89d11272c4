import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { clean, cleanLine } from '../text/clean.ts';
import { clock, count, words } from '../text/format.ts';
import { CERTAINTIES, STATES } from './labels.ts';
import type { Transcript, TranscriptTurn } from './transcript.ts';

/** The transcript for a mentor: what was asked, what was said, in how long, and what was made of it. */
export function toMarkdown(transcript: Transcript): string {
  const { session, turns, conflicts } = transcript;
  const head = [
    `# Mock interview, ${session.startedAt.slice(0, 10)}`,
    `Session ${session.id} · ${session.state} · ${clock(session.usedMs)} of answering`,
    ...conflicts.map((conflict) => `Note: ${conflict}`),
  ];
  return `${[...head, ...turns.flatMap(turnBlocks)].join('\n\n')}\n`;
}

function turnBlocks(turn: TranscriptTurn): string[] {
  const isMain = turn.kind === 'question';
  if (turn.prompt === null)
    return [isMain ? `## #${turn.number} ${inline(turn.title)}` : '### Follow-up', '*not asked yet*'];
  const heading = isMain
    ? `## #${turn.number} ${inline(turn.title)}`
    : `### Follow-up: ${inline(turn.prompt)}`;
  return [
    heading,
    ...(isMain ? [inert(turn.prompt)] : []),
    `*${factsOf(turn)}*`,
    ...answerBlocks(turn),
    ...pointBlocks(turn),
    ...(turn.expected ? [isMain ? '### A strong answer' : '**A strong answer:**', inert(turn.expected)] : []),
  ];
}

function factsOf(turn: TranscriptTurn): string {
  const time =
    turn.budgetMs === null ? clock(turn.usedMs) : `${clock(turn.usedMs)} of ${clock(turn.budgetMs)}`;
  const facts = [turn.spoken ? `spoken, ${STATES[turn.state]}` : STATES[turn.state]];
  if (turn.usedMs > 0) facts.push(time);
  if (turn.thinkingMs !== null && turn.answer !== '')
    facts.push(`${clock(turn.thinkingMs)} before the first word`);
  if (turn.answer !== '' && !turn.spoken) facts.push(count(words(turn.answer), 'word'));
  if (turn.certainty !== null) facts.push(`expected to make ${CERTAINTIES[turn.certainty]}`);
  if (turn.rating !== null) facts.push(`rated ${turn.rating}`);
  return facts.join(' · ');
}

function answerBlocks({ answer, draft, late, spoken, elsewhere = [] }: TranscriptTurn): string[] {
  return [
    ...quoted(spoken ? 'A note on what was said:' : null, answer),
    ...quoted('Not submitted:', draft),
    ...quoted('Written after the time was up:', late),
    ...elsewhere.flatMap((text) => quoted('On another machine:', text)),
  ];
}

function quoted(label: string | null, text = ''): string[] {
  if (text.trim() === '') return [];
  return label === null ? [quote(text)] : [label, quote(text)];
}

function pointBlocks(turn: TranscriptTurn): string[] {
  const { points } = turn;
  if (points === null || points.length === 0) return [];
  const isJudged = points.some(({ ticked }) => ticked !== null);
  const made = points.filter(({ ticked }) => ticked === true).length;
  const title = isJudged
    ? `### Key points: ${made} of ${points.length}, ticked by the candidate`
    : '### Key points, not judged';
  const items = points.map(({ name, text, ticked }) => {
    const point = text.startsWith(name) ? inline(text) : `**${inline(name)}.** ${inline(text)}`;
    return isJudged ? `- [${ticked === true ? 'x' : ' '}] ${point}` : `- ${point}`;
  });
  return [title, items.join('\n')];
}

/**
 * Somebody's words as a quotation: whatever they hold, they stay inside it and never act as HTML. A definition of a link
 * would act on the whole document, so it becomes words too.
 */
function quote(text: string): string {
  const quoted = (lines: string): string => lines.replace(/^/gm, '> ').replace(/^> $/gm, '>');
  const words = clean(text.trimEnd()).replace(/^\s*\n/, '');
  const candidates = [outsideCode(words), entities(words)].map(quoted);
  return (
    candidates.find((candidate) => isInert(candidate, ACTS_OUTSIDE)) ?? quoted(brackets(entities(words)))
  );
}

/**
 * Markdown in which nothing is HTML: outside code an entity shows `<` as itself, inside code it stands as it is.
 * What code is, only a parser knows for certain: where it still sees HTML, entities stand everywhere.
 */
function inert(markdown: string): string {
  const text = clean(markdown);
  const readable = outsideCode(text);
  return isInert(readable, ['html']) ? readable : entities(text);
}

const ACTS_OUTSIDE: readonly Nodes['type'][] = ['html', 'definition', 'footnoteDefinition'];

/** Neither a plain reader nor GitHub's finds a node of these kinds. */
function isInert(markdown: string, kinds: readonly Nodes['type'][]): boolean {
  if (!/[<[]/.test(markdown)) return true;
  const isFound = (node: Nodes): boolean =>
    kinds.includes(node.type) || ('children' in node && node.children.some(isFound));
  const github = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };
  return !isFound(fromMarkdown(markdown)) && !isFound(fromMarkdown(markdown, github));
}

/** Entities for `<` and `&`, but in what looks like a fenced block or a code span. */
function outsideCode(markdown: string): string {
  let fence = '';
  const lines = markdown.split('\n').map((line) => {
    const marker = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
    const isFence = marker !== '' && (fence === '' || (marker.startsWith(fence) && line.trim() === marker));
    if (isFence) fence = fence === '' ? marker : '';
    return isFence || fence !== '' ? line : inertLine(line);
  });
  // What follows the text must not become a part of its code.
  return [...lines, ...(fence === '' ? [] : [fence])].join('\n');
}

/** Code spans stay; `<` and `&` elsewhere become entities. */
function inertLine(line: string): string {
  return line.replace(/(`+)(?:(?!\1)[^\n])*\1(?!`)|[<&]/g, (match) =>
    match.startsWith('`') ? match : entities(match),
  );
}

function entities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function brackets(text: string): string {
  return text.replaceAll('[', '&#91;');
}

function inline(text: string): string {
  return inert(cleanLine(text));
}
