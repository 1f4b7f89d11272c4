import type { Diagnostic } from '../../bank/diagnostic.ts';
import { levelOf } from '../../bank/question.ts';
import type { ListedQuestion } from '../../bank/listed.ts';
import { askedFacts } from '../../engine/asked-facts.ts';
import type { Draft, Ms, Turn } from '../../engine/event.ts';
import { openText } from '../../engine/drafts.ts';
import { comingIn, saidOf } from '../../engine/interview.ts';
import { CERTAINTIES, STATES } from '../../engine/labels.ts';
import { nextStep, stateOf } from '../../engine/next-step.ts';
import {
  type Session,
  type SessionQuestion,
  callOf,
  isAttempted,
  isOpener,
  placeOf,
  questionAt,
  recordOf,
  usedBy,
} from '../../engine/session.ts';
import { namedIn, type SessionSummary } from '../../progress/summary.ts';
import type { Stats } from '../../progress/stats.ts';
import { UserError } from '../../platform/errors.ts';
import { decisionIn, shareOf, type Tally, tallyText } from '../../engine/tally.ts';
import { clean, cleanLine } from '../../text/clean.ts';
import { clock, hours, percent } from '../../text/format.ts';
import { asPlain } from '../../text/markup.ts';
import type { TranscriptDamage } from '../../transcript/damage.ts';
import { debriefOf } from '../../transcript/debrief.ts';
import { worthText } from '../../transcript/fact-view.ts';
import { toMarkdown } from '../../transcript/markdown.ts';
import { judgedPoints } from '../../transcript/points.ts';
import { shared } from '../../transcript/share.ts';
import { transcriptOf } from '../../transcript/transcript.ts';
import { isInProgress, MOST_FOLLOW_UPS, nameOfTurn, notRevealed, questionIn, titleIn } from './places.ts';
import { findHold, findRoundsAsking, type Unrevealed } from './unrevealed.ts';

/** A session, with what its clock and its transcript need besides. */
export interface ReadSession {
  session: Session;
  draft: Draft | null;
  damage: readonly TranscriptDamage[];
  now: Ms;
}

type AtQuestion = ReadSession & { q: number };

/** What may be told about, and what it is made from. */
export interface Sources {
  /** A question of a list: no text of it. */
  listed: { question: ListedQuestion; attempts: number; due: string | null };
  /** A session in a list. */
  summary: { summary: SessionSummary; isInProgress: boolean };
  /** Where a round is, with the open turn. */
  round: ReadSession;
  /** What the interviewer said to the last clarifying question of a turn. */
  reply: ReadSession & { turn: Turn };
  /** Everything about a revealed question. */
  revealed: AtQuestion;
  /** The points of a revealed question as the candidate has decided them. */
  ticks: AtQuestion;
  /** The three sources on a revealed question's points. */
  sources: AtQuestion;
  debrief: ReadSession;
  /** Of one question, or whole; `answersOnly` is without any verdict, for who is to judge. */
  transcript: ReadSession & { q: number | null; answersOnly: boolean };
  stats: Stats;
  /** A question that the assistant wrote, and what lint says of its bank. */
  written: { question: string; file: string; findings: readonly Diagnostic[] };
}

type Kind = keyof Sources;
export type Told = { [K in Kind]: ReturnType<(typeof TELLERS)[K]> };

/**
 * The gate: what may be told of questions and sessions at this moment. Everything that leaves the server about them comes out
 * of this function. An expected answer, a key point, a mistake, a note, a takeaway or the answer to a follow-up comes out
 * only after its question was revealed, and not while a round in progress still asks that question. So does a fact that the
 * candidate did not ask for.
 */
export function tell<K extends Kind>(kind: K, source: Sources[K], unrevealed: Unrevealed): Told[K] {
  const teller = TELLERS[kind] as (source: Sources[K], unrevealed: Unrevealed) => Told[K];
  return teller(source, unrevealed);
}

const TELLERS = {
  listed({ question, attempts, due }: Sources['listed'], unrevealed: Unrevealed) {
    const { bank, number, title, topic, level, kind, minutes } = question;
    const [round] = findRoundsAsking(unrevealed, question);
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

  summary({ summary, isInProgress }: Sources['summary']) {
    const { id, startedAt, state, answers } = summary;
    return {
      session: id,
      day: startedAt.slice(0, 10),
      state,
      ...waitsFor(state, isInProgress),
      questions: namedIn(summary)
        .slice(0, MOST_TITLES)
        .map(({ number, title }) => cleanLine(`#${number} ${title}`)),
      answered: answers.filter((answer) => answer.state !== 'unanswered').length,
      of: answers.length,
    };
  },

  round({ session, now, draft }: Sources['round']) {
    const step = nextStep(session, { judgment: true });
    const q = 'turn' in step ? step.turn.q : 'q' in step ? step.q : null;
    const planned = q === null ? undefined : session.questions[q];
    const { interview = false } = session.options;
    const place = {
      session: session.id,
      ...(interview ? { interview } : { questions: session.questions.length }),
      ...(planned === undefined || q === null ? {} : { question: q + 1, ...titleIn(session, planned) }),
    };
    const followUpIn = (turn: Turn): { follow_up?: number } =>
      interview || turn.followUp === undefined ? {} : { follow_up: placeOf(session, turn) };
    if (step.kind === 'ask')
      return {
        ...place,
        step: step.kind,
        ...followUpIn(step.turn),
        ...(interview && step.turn.followUp === undefined ? comingAt(session, step.turn.q) : {}),
      };
    if (step.kind !== 'answer') return { ...place, step: step.kind, ...pressLeft(planned, step.kind) };
    const record = recordOf(session, step.turn);
    const { question, improvised } = questionAt(session, step.turn.q);
    const followUp = step.turn.followUp === undefined ? undefined : question.followUps[step.turn.followUp];
    const isOwn = improvised.some((each) => each.followUp === step.turn.followUp);
    const asked = followUp?.question ?? question.question;
    const left = record?.budget == null ? null : record.budget - usedBy(session, record, now);
    const begun = clean(openText(session, draft));
    const { clarified = [] } = record ?? {};
    return {
      ...place,
      step: step.kind,
      turn: nameOfTurn(session, step.turn),
      ...followUpIn(step.turn),
      topic: cleanLine(question.topic),
      level: cleanLine(question.level),
      ask: clean(isOwn ? asPlain(asked) : saidOf(session, step.turn)),
      ...(clarified.length === 0
        ? {}
        : {
            clarified: clarified.map(({ question, reply }) => ({
              question: cleanLine(question),
              reply: clean(reply),
            })),
          }),
      ...(left === null ? {} : { time_left: left > 0 ? clock(left) : `over by ${clock(-left)}` }),
      ...(begun.trim() === '' ? {} : { draft: begun }),
    };
  },

  /** A fact leaves only so: asked for by the candidate, and told by the round. */
  reply({ session, turn }: Sources['reply']) {
    const { reply = '' } = recordOf(session, turn)?.clarified.at(-1) ?? {};
    return { session: session.id, turn: nameOfTurn(session, turn), reply: clean(reply) };
  },

  revealed({ session, q }: Sources['revealed'], unrevealed: Unrevealed) {
    const planned = revealedAt(session, q, unrevealed);
    const { question, judgement, turns } = planned;
    const { certainty } = judgement;
    return {
      session: session.id,
      question: q + 1,
      title: cleanLine(question.title),
      answered: isAttempted(planned),
      ...(certainty == null ? {} : { candidate_expected: CERTAINTIES[certainty] }),
      if_asked: askedFacts(planned).map(({ name, text, worth, state }) => ({
        fact: cleanLine(name),
        text: clean(text),
        state,
        ...(worth === undefined ? {} : { worth_asking: clean(worth) }),
      })),
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

  ticks({ session, q }: Sources['ticks'], unrevealed: Unrevealed) {
    const planned = revealedAt(session, q, unrevealed);
    const { judgement, question } = planned;
    return {
      isAnswered: isAttempted(planned),
      isRated: judgement.rating !== undefined,
      points: question.keyPoints.map(({ name, text }) => ({
        name: cleanLine(name),
        text: cleanLine(text),
        isDecided: judgement.ticked != null && decisionIn(judgement.ticked, name).state !== 'to decide',
      })),
    };
  },

  sources({ session, q }: Sources['sources'], unrevealed: Unrevealed) {
    const planned = revealedAt(session, q, unrevealed);
    return judgedPoints(planned).map(({ name, verdict, model, state, whenPressed }, place) => ({
      point: place + 1,
      name: cleanLine(name),
      matcher: verdict,
      judge: model?.verdict ?? null,
      candidate: state,
      ...(whenPressed ? { when_pressed: true } : {}),
    }));
  },

  debrief({ session }: Sources['debrief'], unrevealed: Unrevealed) {
    const { lines, workOnFirst } = debriefOf(session);
    const state = stateOf(session);
    const isHeld = session.questions.some(({ question }) => findHold(unrevealed, question, session) !== null);
    return {
      session: session.id,
      state,
      ...waitsFor(state, isInProgress(session)),
      results: lines.map((line, place) => ({
        question: place + 1,
        ...titleIn(session, questionAt(session, place)),
        state: STATES[line.state],
        revealed: questionAt(session, place).judgement.revealed,
        points: line.points,
        decided_by_candidate: line.tally === null ? null : tallyText(line.tally),
        found_by_matcher: line.found,
        found_by_judge: judgeCount(questionAt(session, place)),
        ...(line.worthAsking === null ? {} : { worth_asking: worthText(line.worthAsking) }),
        rating: line.rating,
      })),
      // Only ever of revealed questions.
      ...(workOnFirst === null || isHeld ? {} : { work_on_first: clean(workOnFirst.point) }),
    };
  },

  transcript({ session, draft, damage, q, answersOnly }: Sources['transcript'], unrevealed: Unrevealed) {
    const held = session.questions.flatMap(({ question }) => {
      const hold = findHold(unrevealed, question, session);
      return hold === null ? [] : [{ question, hold }];
    });
    const whole = transcriptOf(session, draft, damage);
    const wanted = q === null ? null : questionIn(session, q).question;
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

  stats(stats: Stats, unrevealed: Unrevealed) {
    const { questions, answers, practisedMs, points, due, streak, time } = stats;
    return {
      answered_questions: questions.met,
      of: questions.of,
      answers,
      due,
      practiced: hours(practisedMs),
      points_covered: percentOf(points),
      current_streak_days: streak.current,
      /** Without answers that an assistant handed in: their time is not typing time. */
      time_used: time.answers === 0 ? null : percent(time.usedMs / time.budgetMs),
      topics: stats.topics
        .filter((topic) => topic.answers > 0)
        .map((topic) => ({
          topic: cleanLine(topic.topic),
          answered_questions: topic.questions.met,
          of: topic.questions.of,
          points_covered: percentOf(topic.points),
        })),
      weakest: stats.weakest
        .filter((point) => unrevealed.unread.length === 0 && findRoundsAsking(unrevealed, point).length === 0)
        .slice(0, MOST_WEAK)
        .map(({ bank, number, title, point, notCovered, judged }) => ({
          question: `${bank}/${number}`,
          title: cleanLine(title),
          point: cleanLine(point),
          not_covered: notCovered,
          judged,
        })),
    };
  },

  /** Of the written file alone: a finding about another one quotes that. */
  written({ question, file, findings }: Sources['written']) {
    const own = findings.filter((finding) => finding.file === file);
    return {
      question: cleanLine(question),
      file: cleanLine(file),
      isLoaded: !own.some(({ severity }) => severity === 'error'),
      findings: own
        .slice(0, MOST_FINDINGS)
        .map(({ severity, place, message, label, help, source }) =>
          cleanLine(
            `${severity} in line ${place.line}: ${message} (${label}). Fix: ${help}. The line: ${source}`,
          ),
        ),
    };
  },
};

function percentOf(points: Tally): string | null {
  const share = shareOf(points);
  return share === null ? null : percent(share);
}

const MOST_WEAK = 5;
const MOST_FINDINGS = 40;
const MOST_TITLES = 10;

/** What keeps a round from being finished: something to ask or reveal, or only what the candidate has yet to say of it. */
function waitsFor(
  state: SessionSummary['state'],
  isInProgress: boolean,
): { waits_for?: 'questions' | 'decisions and ratings' } {
  return state === 'paused' ? { waits_for: isInProgress ? 'questions' : 'decisions and ratings' } : {};
}

/** What comes in an interview that has not begun. */
function comingAt(session: Session, q: number): { coming?: string } {
  if (isOpener(session, q - 1)) return {};
  return { coming: cleanLine(comingIn(session, isOpener(session, q) ? q + 1 : q)) };
}

function pressLeft(planned: SessionQuestion | undefined, step: string): { follow_ups_left?: number } {
  return planned === undefined || step !== 'press'
    ? {}
    : { follow_ups_left: Math.max(0, MOST_FOLLOW_UPS - (planned.turns.length - 1)) };
}

function judgeCount({ judgement }: SessionQuestion): number | null {
  const { judged, revealed } = judgement;
  if (!revealed || judged === undefined || judged.points.length === 0) return null;
  return judged.points.filter(({ verdict }) => verdict === 'found').length;
}

/** A revealed question whose answers nothing holds back. Throws a UserError for any other. */
function revealedAt(session: Session, q: number, unrevealed: Unrevealed): SessionQuestion {
  const planned = questionIn(session, q);
  if (!planned.judgement.revealed) throw notRevealed(session, q);
  const hold = findHold(unrevealed, planned.question, session);
  if (hold === null) return planned;
  throw new UserError(`question ${q + 1} is held back, since ${hold.why}.`, { help: `${hold.fix}.` });
}
