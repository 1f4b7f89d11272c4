import type { Tags } from '../engine/event.ts';
import { INTERVIEW_ROUNDS } from '../engine/labels.ts';
import { cleanLine } from '../text/clean.ts';
import { slug } from '../text/format.ts';
import { yamlText } from '../text/data.ts';
import { inline, quote } from './safe-markdown.ts';
import type { Transcript, TranscriptTurn } from './transcript.ts';

/**
 * A session in the format of career-ops, a job-search toolkit: front matter, and a section for each answer with what
 * the interviewer said and what the candidate said. Unanswered questions are left out.
 */
export function toCareerOps(transcript: Transcript): string {
  const { company, role, round, date } = headOf(transcript);
  const front = {
    company: yamlText(company),
    role: yamlText(role),
    round,
    date,
    interviewer_role: yamlText(cleanLine(transcript.session.tags.interviewer ?? '') || 'mock interviewer'),
    source: 'mock',
  };
  const lines = Object.entries(front).map(([key, value]) => `${key}: ${value}`);
  const answered = transcript.turns.filter(({ answer }) => answer.trim() !== '');
  return ['---', ...lines, '---', ...answered.flatMap(sectionOf)].join('\n') + '\n';
}

/** `acme-senior-sdet-technical-2026-11-24`. */
export function careerOpsName(transcript: Transcript): string {
  const { company, role, round, date } = headOf(transcript);
  return `${slug(company) || UNSET}-${slug(role) || UNSET}-${round}-${date}`;
}

const UNSET = 'practice';

function headOf({ session: { tags, startedAt } }: Transcript) {
  return {
    company: cleanLine(tags.company ?? '') || UNSET,
    role: cleanLine(tags.position ?? '') || UNSET,
    round: roundOf(tags),
    date: startedAt.slice(0, 10),
  };
}

/** The round that a tag names, however it is written: `Phone screen`, `On-site`, `Behavioural interview`. */
function roundOf({ round }: Tags): string {
  const words = slug(round ?? '')
    .replace('behavioural', 'behavioral')
    .replace('on-site', 'onsite');
  return INTERVIEW_ROUNDS.find((known) => `-${words}-`.includes(`-${known}-`)) ?? 'technical';
}

function sectionOf(
  { prompt, title, topic, clarified = [], answer }: TranscriptTurn,
  place: number,
): string[] {
  const competency = slug(topic);
  const exchange = clarified.flatMap(({ question, reply }) => [
    said('Candidate', question),
    ...(reply === '' ? [] : [said('Interviewer', reply)]),
  ]);
  const asked = said('Interviewer', prompt === null || prompt === '' ? title : prompt);
  return [
    '',
    `## Q${place + 1}`,
    ...parted(asked),
    ...(competency === '' ? [] : [`<!-- competency: ${competency} -->`]),
    ...exchange.flatMap(parted),
    ...said('Candidate', answer),
  ];
}

/** Without an empty line, what follows a quotation would continue it. */
function parted(lines: readonly string[]): readonly string[] {
  return lines.length > 1 ? [...lines, ''] : lines;
}

/** One line, or a quotation below the speaker: on one line, a table or a list could not be read. */
function said(speaker: string, text: string): string[] {
  const isOneLine = !text.trim().includes('\n');
  // A comment of the format is one inside code, too: the toolkit looks for its marks and not for Markdown.
  const words = (isOneLine ? inline(text) : quote(text)).replaceAll('<!--', '< !--');
  return isOneLine ? [`**${speaker}:** ${words}`] : [`**${speaker}:**`, ...words.split('\n')];
}
