import { BEHAVIORAL } from '../bank/kinds.ts';
import type { Question } from '../bank/question.ts';
import type {
  AnswerState,
  Certainty,
  Clarification,
  Draft,
  Findings,
  ModelFindings,
  ModelSource,
  Ms,
  PlannedQuestion,
  PressingFollowUp,
  Rating,
  ReadUpTo,
  RoundOptions,
  SpeechSpan,
  Stamp,
  Tags,
  Turn,
} from './event.ts';
import { sameTurn } from './event.ts';

/** The state of one question or follow-up. */
export interface TurnRecord {
  turn: Turn;
  budget: Ms | null;
  asked: boolean;
  /** What the candidate asked before answering, in order. */
  clarified: readonly Clarification[];
  /** null: unanswered, asked or not. */
  state: AnswerState | null;
  text: string;
  /** Answered aloud; the text is a note, unless its words were written down. */
  spoken: boolean;
  /** Its audio was recorded. */
  recorded: boolean;
  /** What wrote its words down; null: nothing could; undefined: nothing has tried. */
  heard: Heard | null | undefined;
  /** What wrote its words down before more was recorded. It counts again if that has no words. */
  heardBefore: Heard | null;
  /** A correction of words that are not accepted yet; null if none was begun. */
  correcting: string | null;
  /** The audio files whose words are in the text. */
  heardAudio: readonly string[];
  /** The note that stood there before the words; empty if none. */
  note: string;
  /** An assistant handed it in, so its time was not measured at a keyboard. */
  relayed: boolean;
  /** The full text last saved by an editor after a strict clock had closed the answer; empty if none. */
  late: string;
  /** Drafts that an assistant's answer or skip took the place of. */
  discarded: readonly string[];
  /** Texts from another machine that do not count as the answer. */
  elsewhere: readonly string[];
  firstKey: Ms | null;
  /** When it was last submitted, skipped or cut off; null before. */
  answeredAt: Stamp | null;
  /** Time its clock has run, without the current span. */
  used: Ms;
}

/** The words of a spoken answer as they were written down; the candidate may have corrected the text. */
export interface Heard {
  by: string;
  text: string;
  /** When there was speech; null if unknown. */
  spans: readonly SpeechSpan[] | null;
}

/** The candidate's judgment of a question's key points, by name. A point in no list is not covered. */
export interface Ticks {
  covered: readonly string[];
  partly: readonly string[];
  toDecide: readonly string[];
  /** Those of the covered that came only when a follow-up pressed on them. */
  whenPressed: readonly string[];
  /** Those that the candidate decided, and did not only leave as they start. */
  decided: readonly string[];
}

/** The judgment of a question, over its main answer and follow-ups. */
export interface Judgement {
  /** undefined: not asked yet; null: skipped. */
  certainty: Certainty | null | undefined;
  /** The program's findings in the current answers; undefined: it has not looked. */
  found: Findings | undefined;
  /** A model's findings in the current answers; undefined: none has looked. */
  judged: ModelFindings | undefined;
  revealed: boolean;
  /** undefined: not judged yet; null: skipped. */
  ticked: Ticks | null | undefined;
  /** The candidate started ticking and has not finished. */
  isTicking: boolean;
  /** How far the reveal was read since the last ticks; undefined: not at all. */
  read: ReadUpTo | undefined;
  /** The candidate's name for the story that a behavioral answer told. undefined: not asked yet; null: none. */
  story: string | null | undefined;
  rating: Rating | null | undefined;
}

export interface SessionQuestion extends PlannedQuestion {
  /** The main turn, then its follow-ups in the order asked; pressing and live ones once they are chosen. */
  turns: readonly TurnRecord[];
  /** The pressing and live follow-ups and why they are asked; undefined: not chosen yet, or asked in the bank's order. */
  pressed: readonly PressingFollowUp[] | undefined;
  /** No other follow-up fits. */
  isAskedOut: boolean;
  /** The follow-up that asked for more after a short answer; undefined: none did. */
  prompted: number | undefined;
  /** The live follow-ups, which are the question's last, and who asks each. */
  improvised: readonly { followUp: number; by: ModelSource }[];
  judgement: Judgement;
}

/** A session, replayed from its events and never stored. */
export interface Session {
  id: string;
  /** The candidate's name for it; null: its id. */
  name: string | null;
  tags: Tags;
  day: string;
  program: string;
  seed: number;
  banks: readonly string[];
  options: RoundOptions;
  started: Stamp;
  /** The stamp of the last event. */
  last: Stamp;
  questions: readonly SessionQuestion[];
  /** The turn whose box is open. */
  open: Turn | null;
  /** The session was resumed, and no clock has run since. */
  isBack: boolean;
  /** When its clock started running; null while it is stopped. */
  runningSince: Ms | null;
  ended: {
    reason: 'finished' | 'round time' | 'left early';
    stamp: Stamp;
    draft: Draft | null;
    /** Answers not revealed yet stay unrevealed. */
    isFinal: boolean;
  } | null;
  /** Conflicts from merging two machines' segments, as sentences for the reader. */
  conflicts: readonly string[];
}

/** A question of the plan. */
export function questionAt({ questions }: Session, q: number): SessionQuestion {
  const question = questions[q];
  if (question === undefined) throw new Error('the plan has no such question');
  return question;
}

/** Whether a question opens the next one. */
export function isOpener({ questions }: Session, q: number): boolean {
  return questions[q]?.opensNext === true && q + 1 < questions.length;
}

/** The record of a turn; undefined if the plan has no such turn. */
export function recordOf(session: Session, turn: Turn): TurnRecord | undefined {
  return session.questions[turn.q]?.turns.find((record) => sameTurn(record.turn, turn));
}

/** The index of a turn within its question: 0 is the main one, then follow-ups in the order asked. */
export function placeOf(session: Session, turn: Turn): number {
  return session.questions[turn.q]?.turns.findIndex((record) => sameTurn(record.turn, turn)) ?? -1;
}

/** `Follow-up 1`, in the order asked. A word for more after a short answer has no number. */
export function followUpName(
  { prompted, turns }: Pick<SessionQuestion, 'prompted' | 'turns'>,
  { followUp }: Turn,
): string {
  if (followUp === prompted) return 'Follow-up';
  const numbered = turns.filter(({ turn }) => turn.followUp !== undefined && turn.followUp !== prompted);
  return `Follow-up ${numbered.findIndex(({ turn }) => turn.followUp === followUp) + 1}`;
}

/** Time used on a turn's clock when the session's clock reads `at`. */
export function usedBy(session: Session, record: TurnRecord, at: Ms): Ms {
  const isRunning =
    session.runningSince !== null && session.open !== null && sameTurn(session.open, record.turn);
  return isRunning ? record.used + Math.max(0, at - (session.runningSince ?? at)) : record.used;
}

/** Time used on the round's clock: all answers together. */
export function roundUsed(session: Session, at: Ms): Ms {
  return session.questions
    .flatMap((question) => question.turns)
    .reduce((sum, record) => sum + usedBy(session, record, at), 0);
}

/** The round's clock, or the total of its questions' clocks; null without a timer. */
export function roundBudget(session: Session): Ms | null {
  return session.options.roundBudget ?? plannedBudget(session);
}

/** The total of the questions' clocks; null without a timer. */
export function plannedBudget(session: Session): Ms | null {
  return session.questions
    .flatMap((question) => [
      question.budget,
      ...Array.from({ length: followUpsOf(session, question) }, () => question.followUpBudget),
    ])
    .reduce<Ms | null>((sum, budget) => (sum === null || budget === null ? null : sum + budget), 0);
}

/** How many follow-ups a question has; the most, while another may be chosen. */
export function followUpsOf(session: Session, question: SessionQuestion): number {
  return awaitsChoice(session, question) ? question.followUps : question.turns.length - 1;
}

/** Whether another pressing or live follow-up is still to be chosen. */
export function awaitsChoice({ options }: Session, question: SessionQuestion): boolean {
  return areChosen(options, question) && !question.isAskedOut && chosenSoFar(question) < question.followUps;
}

/** Whether follow-ups are chosen by the answers. A story is asked about in order: nothing in it is wrong or left out. */
export function areChosen({ followUps }: RoundOptions, { question }: PlannedQuestion): boolean {
  return followUps !== undefined && question.kind !== BEHAVIORAL;
}

/** The follow-ups of the bank, and a model's, that were chosen so far. "Go on" is none. */
function chosenSoFar({ turns, prompted }: Pick<SessionQuestion, 'turns' | 'prompted'>): number {
  return turns.filter(({ turn }) => turn.followUp !== undefined && turn.followUp !== prompted).length;
}

/** The key points that count in a session: the main ones, and those that a follow-up asked for. */
export function pointsThatCount({
  question,
  turns,
}: Pick<SessionQuestion, 'question' | 'turns'>): Question['keyPoints'] {
  const probed = new Set(
    turns.map(({ turn, asked }) =>
      asked && turn.followUp !== undefined ? (question.followUps[turn.followUp]?.probes ?? null) : null,
    ),
  );
  return question.keyPoints.filter(({ name, asked }) => asked !== true || probed.has(name));
}

/** The submitted or timed-out answers to a question and its follow-ups that are not blank. */
export function answersTo(question: SessionQuestion): TurnRecord[] {
  return question.turns.filter(
    ({ state, text }) => (state === 'submitted' || state === 'timed-out') && text.trim() !== '',
  );
}

/** Whether a turn's text is a note about what was said, and not what was said. */
export function isNote({ spoken, heard }: Pick<TurnRecord, 'spoken' | 'heard'>): boolean {
  return spoken && heard == null;
}

/** The recorded answers to a question and its follow-ups that nothing has tried to write down. */
export function unheardIn(question: SessionQuestion): TurnRecord[] {
  return question.turns.filter(
    ({ state, recorded, heard }) => state !== null && recorded && heard === undefined,
  );
}

/** Whether the main question was answered, in time or not. */
export function isAttempted(question: SessionQuestion): boolean {
  const state = question.turns[0]?.state ?? null;
  return state === 'submitted' || state === 'timed-out';
}

/** On how many questions a problem kept a model from judging. */
export function unjudgedIn({ questions }: Session): number {
  return questions.filter(({ judgement }) => judgement.judged?.problem !== undefined).length;
}

/** A question's short name in its session: `#5`, or `kitchen/5` if two of the session's banks share the number. */
export function callOf({ questions }: Pick<Session, 'questions'>, { bank, number }: Question): string {
  const isShared = questions.some(({ question }) => question.number === number && question.bank !== bank);
  return isShared ? `${bank}/${number}` : `#${number}`;
}
