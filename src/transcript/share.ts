import { TAGS, type Tags } from '../engine/event.ts';
import { asMarkdown, asPlain } from '../text/markup.ts';
import { nameMasker } from './mask-names.ts';
import type { Transcript, TranscriptTurn } from './transcript.ts';

/** What to leave out of a transcript that is shared. */
export interface Share {
  /** Only questions, answers and times: no judgment, and no expected answer. */
  answersOnly?: boolean;
  /** Nothing of the bank but the titles and numbers of its questions. */
  withoutBank?: boolean;
  /** No company, role or interviewer. */
  redact?: boolean;
}

/** The transcript without what must not be shared. */
export function shared(transcript: Transcript, { answersOnly, withoutBank, redact }: Share): Transcript {
  const cuts = [...(withoutBank === true ? [noBank] : []), ...(answersOnly === true ? [noJudgment] : [])];
  const turns = transcript.turns.map((turn) => cuts.reduce((left, cut) => cut(left), turn));
  const cut = { ...transcript, turns };
  return redact === true ? masked(cut) : cut;
}

function noJudgment(turn: TranscriptTurn): TranscriptTurn {
  const none = {
    delivery: null,
    certainty: null,
    points: null,
    matcher: null,
    mistakes: null,
    rating: null,
    expected: null,
  };
  const left = { ...noReason(turn), ...none };
  delete left.model;
  delete left.ifAsked;
  return left;
}

/** Points are numbered: a reader who has the bank can look them up. */
function noBank(turn: TranscriptTurn): TranscriptTurn {
  const points = turn.points?.map((point, place) => ({
    ...point,
    name: `Point ${place + 1}`,
    text: '',
    level: null,
    missing: null,
  }));
  // A live follow-up is not the bank's.
  const prompt = turn.prompt === null || turn.askedBy != null ? turn.prompt : '';
  const left = { ...noReason(turn), prompt, points: points ?? null, mistakes: null, expected: null };
  delete left.ifAsked;
  // The reply may be a fact, or the question again.
  if (left.clarified !== undefined)
    left.clarified = left.clarified.map(({ question }) => ({ question, reply: '' }));
  return left;
}

/** The reason for a follow-up, and what its answer says, name a key point. */
function noReason(turn: TranscriptTurn): TranscriptTurn {
  const left = { ...turn };
  delete left.because;
  delete left.probed;
  return left;
}

/** What replaces a tag that names a person, a company or a role. */
const MASKS: Readonly<Partial<Record<keyof Tags, string>>> = {
  company: '[company]',
  position: '[role]',
  interviewer: '[interviewer]',
};

/** Whether there is anything to mask. */
export function namesAnyone(tags: Tags): boolean {
  return TAGS.some((tag) => tag in MASKS && tags[tag] !== null);
}

/** Masks the names that the tags hold in a text. */
export function tagMasker(tags: Tags): (text: string) => string {
  return nameMasker(namesIn(tags));
}

/** Puts the names back in the place of their masks. */
export function tagUnmasker(tags: Tags): (text: string) => string {
  return (text) => namesIn(tags).reduce((left, { mask, name }) => left.replaceAll(mask, name), text);
}

function namesIn(tags: Tags): { tag: keyof Tags; mask: string; name: string }[] {
  return TAGS.flatMap((tag) => {
    const mask = MASKS[tag];
    const name = tags[tag];
    return mask === undefined || name === null || name.trim() === '' ? [] : [{ tag, mask, name }];
  });
}

/** Masks the names in every text of the transcript, and in the tags. */
function masked(transcript: Transcript): Transcript {
  const { session, turns, conflicts } = transcript;
  const names = namesIn(session.tags);
  const mask = nameMasker(names);
  const tags = { ...session.tags, ...Object.fromEntries(names.map(({ tag, mask }) => [tag, mask])) };
  return {
    ...transcript,
    session: { ...session, name: maskedTexts(session.name, mask), tags },
    turns: turns.map((turn) => maskedTurn(turn, mask)),
    conflicts: maskedTexts(conflicts, mask),
  };
}

/** The escapes in a live follow-up would hide a name. */
function maskedTurn(turn: TranscriptTurn, mask: (text: string) => string): TranscriptTurn {
  const masked = maskedTexts(turn, mask);
  if (turn.askedBy == null || turn.prompt === null) return masked;
  return { ...masked, prompt: asMarkdown(mask(asPlain(turn.prompt))) };
}

/** Keys whose values are the program's own words. */
const OURS = new Set(['kind', 'state', 'rating', 'verdict']);

function maskedTexts<T>(value: T, mask: (text: string) => string): T {
  if (typeof value === 'string') return mask(value) as T;
  if (Array.isArray(value)) return value.map((inner) => maskedTexts<unknown>(inner, mask)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [
    key,
    OURS.has(key) ? (inner as unknown) : maskedTexts<unknown>(inner, mask),
  ]);
  return Object.fromEntries(entries) as T;
}
