import { levelOf } from '../../bank/question.ts';
import type { ListedQuestion } from '../../bank/listed.ts';
import type { Draft, Ms } from '../../engine/event.ts';
import { openText } from '../../engine/drafts.ts';
import { CERTAINTIES, STATES } from '../../engine/labels.ts';
import { nextStep } from '../../engine/next-step.ts';
import {
  type Session,
  type SessionQuestion,
  callOf,
  isAttempted,
  placeOf,
  questionAt,
  recordOf,
  usedBy,
} from '../../engine/session.ts';
import type { SessionSummary } from '../../progress/summary.ts';
import type { Stats } from '../../progress/stats.ts';
import { clean, cleanLine } from '../../text/clean.ts';
import { clock, hours, percent } from '../../text/format.ts';
import { asPlain } from '../../text/markup.ts';
import type { TranscriptDamage } from '../../transcript/damage.ts';
import { debriefOf } from '../../transcript/debrief.ts';
import { toMarkdown } from '../../transcript/markdown.ts';
import { judgedPoints } from '../../transcript/points.ts';
import { shared } from '../../transcript/share.ts';
import { transcriptOf } from '../../transcript/transcript.ts';
import { MOST_FOLLOW_UPS, nameOfTurn } from './turn-name.ts';
import { holdOn, othersWith, type Sealed } from './sealed.ts';

/** What may be told about, and what it is made from. */
interface Sources {
  /** A question of a list: no text of it. */
  listed: { question: ListedQuestion; attempts: number; due: string | null };
  /** A session in a list. */
  summary: { summary: SessionSummary; isInProgress: boolean };
  /** Where a round is, with the open turn. */
  round: { session: Session; now: Ms; draft: Draft | null };
  /** Everything about a revealed question. */
  revealed: { session: Session; q: number };
  /** The names and statements of a revealed question's points, for the candidate to tick. */
  points: { session: Session; q: number };
  /** The three sources on a revealed question's points. */
  sources: { session: Session; q: number };
  debrief: Session;
  transcript: {
    session: Session;
    draft: Draft | null;
    damage: readonly TranscriptDamage[];
    q: number | null;
    /** Without any verdict, for who is to judge. */
    answersOnly: boolean;
  };
  stats: Stats;
}

type Kind = keyof Sources;
type Told = { [K in Kind]: ReturnType<(typeof TELLERS)[K]> };
export type ToldRound = Told['round'];

/**
 * The gate: what may be told of questions and sessions at this moment. Everything that leaves the server about them comes out
 * of this function. An expected answer, a key point, a mistake, a note, a takeaway or the answer to a follow-up comes out
 * only after its question was revealed, and not while a round in progress still asks that question.
 */
export function tell<K extends Kind>(kind: K, source: Sources[K], sealed: Sealed): Told[K] {
  const teller = TELLERS[kind] as (source: Sources[K], sealed: Sealed) => Told[K];
  return teller(source, sealed);
}

/** Something that cannot be told now. The message says what to do. */
export class HeldBack extends Error {}

const TELLERS = {
  listed({ question, attempts, due }: Sources['listed'], sealed: Sealed) {
    const { bank, number, title, topic, level, kind, minutes } = question;
    const [round] = othersWith(sealed, question);
    return {
      question: `${bank}/${number}`,
      title: cleanLine(title),
      topic: cleanLine(topic),
      level: cleanLine(level),
      kind: cleanLine(kind),
      minutes,
      answered: attempts,
      ...(due === null ? {} : { due }),
      ...(round === undefined ? {} : { in_round: round }),
    };
  },

  summary({ summary: { id, startedAt, state, answers }, isInProgress }: Sources['summary']) {
    return {
      session: id,
      day: startedAt.slice(0, 10),
      state: isInProgress ? IN_PROGRESS : state === 'paused' ? 'finished' : state,
      questions: answers
        .slice(0, MOST_TITLES)
        .map(({ question: { number, title } }) => cleanLine(`#${number} ${title}`)),
      answered: answers.filter((answer) => answer.state !== 'unanswered').length,
      of: answers.length,
    };
  },

  round({ session, now, draft }: Sources['round']) {
    const step = nextStep(session, { judgment: true });
    const q = 'turn' in step ? step.turn.q : 'q' in step ? step.q : null;
    const planned = q === null ? undefined : session.questions[q];
    const place = {
      session: session.id,
      questions: session.questions.length,
      ...(planned === undefined || q === null
        ? {}
        : { question: q + 1, title: cleanLine(planned.question.title) }),
    };
    if (step.kind === 'ask' && step.turn.followUp !== undefined)
      return { ...place, step: step.kind, follow_up: placeOf(session, step.turn) };
    if (step.kind !== 'answer') return { ...place, step: step.kind, ...pressLeft(planned, step.kind) };
    const record = recordOf(session, step.turn);
    const { question, improvised } = questionAt(session, step.turn.q);
    const followUp = step.turn.followUp === undefined ? undefined : question.followUps[step.turn.followUp];
    const isOwn = improvised.some((each) => each.followUp === step.turn.followUp);
    const asked = followUp?.question ?? question.question;
    const left = record?.budget == null ? null : record.budget - usedBy(session, record, now);
    const begun = clean(openText(session, draft));
    return {
      ...place,
      step: step.kind,
      turn: nameOfTurn(session, step.turn),
      ...(step.turn.followUp === undefined ? {} : { follow_up: placeOf(session, step.turn) }),
      topic: cleanLine(question.topic),
      level: cleanLine(question.level),
      ask: clean(isOwn ? asPlain(asked) : asked),
      ...(left === null ? {} : { time_left: left > 0 ? clock(left) : `over by ${clock(-left)}` }),
      ...(begun.trim() === '' ? {} : { draft: begun }),
    };
  },

  revealed({ session, q }: Sources['revealed'], sealed: Sealed) {
    const planned = revealedAt(session, q, sealed);
    const { question, judgement, turns } = planned;
    const { certainty } = judgement;
    return {
      session: session.id,
      question: q + 1,
      title: cleanLine(question.title),
      answered: isAttempted(planned),
      ...(certainty == null ? {} : { candidate_expected: CERTAINTIES[certainty] }),
      expected: clean(question.expected),
      points: question.keyPoints.map((point, place) => ({
        point: place + 1,
        name: cleanLine(point.name),
        ...(point.level === undefined ? {} : { level: cleanLine(levelOf(point, question)) }),
        statement: clean(point.text),
        ...(point.notEnough[0] === undefined ? {} : { not_enough: cleanLine(point.notEnough[0]) }),
      })),
      mistakes: question.mistakes.map(clean),
      follow_ups: turns.flatMap(({ turn }) => {
        const followUp = turn.followUp === undefined ? undefined : question.followUps[turn.followUp];
        if (followUp === undefined) return [];
        const { answer } = followUp;
        return [{ turn: nameOfTurn(session, turn), ...(answer === '' ? {} : { answer: clean(answer) }) }];
      }),
      notes: clean(question.notes),
      takeaway: clean(question.takeaway),
    };
  },

  points({ session, q }: Sources['points'], sealed: Sealed) {
    const { question } = revealedAt(session, q, sealed);
    return question.keyPoints.map(({ name, text }) => ({ name: cleanLine(name), text: cleanLine(text) }));
  },

  sources({ session, q }: Sources['sources'], sealed: Sealed) {
    const planned = revealedAt(session, q, sealed);
    const { judged } = planned.judgement;
    return judgedPoints(planned).map(({ name, verdict, ticked, undecided }, place) => ({
      point: place + 1,
      name: cleanLine(name),
      matcher: verdict === null ? null : VERDICTS[verdict],
      judge: VERDICTS[judged?.points.find((each) => each.name === name)?.verdict ?? 'none'],
      candidate: undecided ? 'undecided' : ticked === null ? null : ticked ? 'covered' : 'missed',
    }));
  },

  debrief(session: Session, sealed: Sealed) {
    const { reason, lines, workOnFirst } = debriefOf(session);
    const isHeld = session.questions.some(({ question }) => holdOn(sealed, question, session) !== null);
    return {
      session: session.id,
      state: isInProgress(session) ? IN_PROGRESS : reason === 'left early' ? 'ended' : 'finished',
      results: lines.map((line, place) => ({
        question: place + 1,
        title: cleanLine(line.title),
        state: STATES[line.state],
        revealed: questionAt(session, place).judgement.revealed,
        points: line.points,
        covered_by_candidate: line.made,
        found_by_matcher: line.found,
        found_by_judge: isRevealed(session, place) ? judgeCount(questionAt(session, place)) : null,
        rating: line.rating,
      })),
      // Only ever of revealed questions.
      ...(workOnFirst === null || isHeld ? {} : { work_on_first: clean(workOnFirst.point) }),
    };
  },

  transcript({ session, draft, damage, q, answersOnly }: Sources['transcript'], sealed: Sealed) {
    const held = session.questions.flatMap(({ question }) => {
      const hold = holdOn(sealed, question, session);
      return hold === null ? [] : [{ question, hold }];
    });
    const whole = transcriptOf(session, draft, damage);
    const wanted = q === null ? null : questionAt(session, q).question;
    const turns = whole.turns
      .filter(({ bank, id }) => wanted === null || (wanted.bank === bank && wanted.id === id))
      .filter(({ bank, id }) => !held.some(({ question }) => question.bank === bank && question.id === id));
    const notes = held.map(
      ({ question, hold }) => `Held back: ${callOf(session, question)}, since ${hold.why}. Fix: ${hold.fix}.`,
    );
    // As with --redact: names in the tags are no one else's.
    const shown = shared({ ...whole, turns }, { redact: true, answersOnly });
    return clean([toMarkdown(shown), ...notes].join('\n'));
  },

  stats(stats: Stats, sealed: Sealed) {
    const { questions, answers, practisedMs, points, due, streak, time } = stats;
    return {
      answered_questions: questions.met,
      of: questions.of,
      answers,
      due,
      practiced: hours(practisedMs),
      points_covered: points.of === 0 ? null : percent(points.made / points.of),
      current_streak_days: streak.current,
      /** Without answers that an assistant handed in: their time is not typing time. */
      time_used: time.answers === 0 ? null : percent(time.usedMs / time.budgetMs),
      topics: stats.topics
        .filter((topic) => topic.answers > 0)
        .map((topic) => ({
          topic: cleanLine(topic.topic),
          answered_questions: topic.questions.met,
          of: topic.questions.of,
          points_covered: topic.points.of === 0 ? null : percent(topic.points.made / topic.points.of),
        })),
      weakest: stats.weakest
        .filter((point) => sealed.unread.length === 0 && othersWith(sealed, point).length === 0)
        .slice(0, MOST_WEAK)
        .map(({ bank, number, title, point, missed, judged }) => ({
          question: `${bank}/${number}`,
          title: cleanLine(title),
          point: cleanLine(point),
          missed,
          judged,
        })),
    };
  },
};

const IN_PROGRESS = 'in progress';

/** Whether something is left to ask or to reveal. Ticks and ratings may follow the end of a round. */
export function isInProgress(session: Session): boolean {
  return nextStep(session, { judgment: true }).kind !== 'done';
}

const MOST_WEAK = 5;
const MOST_TITLES = 10;

const VERDICTS = { found: 'covered', unsure: 'not sure', missing: 'not covered', none: null } as const;

function pressLeft(planned: SessionQuestion | undefined, step: string): { follow_ups_left?: number } {
  return planned === undefined || step !== 'press'
    ? {}
    : { follow_ups_left: Math.max(0, MOST_FOLLOW_UPS - (planned.turns.length - 1)) };
}

function isRevealed(session: Session, q: number): boolean {
  return questionAt(session, q).judgement.revealed;
}

function judgeCount({ judgement }: SessionQuestion): number | null {
  const { judged } = judgement;
  if (judged === undefined || judged.points.length === 0) return null;
  return judged.points.filter(({ verdict }) => verdict === 'found').length;
}

/** A revealed question whose answers nothing holds back. */
function revealedAt(session: Session, q: number, sealed: Sealed): SessionQuestion {
  const planned = session.questions[q];
  if (planned === undefined)
    throw new HeldBack(
      `The round has no question ${q + 1}. Fix: its questions run from 1 to ${session.questions.length}.`,
    );
  if (!planned.judgement.revealed)
    throw new HeldBack(
      isInProgress(session)
        ? `Question ${q + 1} is not revealed yet. Fix: call reveal.`
        : `The round ended before question ${q + 1} was revealed. Fix: call start_round to answer it in a new round.`,
    );
  const hold = holdOn(sealed, planned.question, session);
  if (hold === null) return planned;
  throw new HeldBack(`Question ${q + 1} is held back, since ${hold.why}. Fix: ${hold.fix}.`);
}
