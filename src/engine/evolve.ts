import type { FollowUp } from '../bank/question.ts';
import { type Draft, type Event, type Recorded, stampOf, type Turn } from './event.ts';
import { begin, unaskedTurn } from './begin.ts';
import { asMarkdown } from '../text/markup.ts';
import { GO_ON } from './follow-ups.ts';
import { isAskingOver } from './next-step.ts';
import type { Judgement, Session, SessionQuestion, Ticks, TurnRecord } from './session.ts';
import { areChosen, callOf, isNote, placeOf, pointsThatCount, recordOf } from './session.ts';

/** The session after one more event. One about a turn outside the plan changes nothing, so a damaged journal still reads. */
export function evolve(session: Session, event: Recorded): Session {
  return { ...apply(session, event), last: stampOf(event) };
}

/** The session that a journal records; null if its first event is missing. */
export function replay(events: readonly Recorded[]): Session | null {
  let session: Session | null = null;
  for (const event of events) {
    if (session !== null) session = evolve(session, event);
    else if (event.type === 'started') session = begin(event);
  }
  return session;
}

function apply(session: Session, event: Recorded): Session {
  switch (event.type) {
    case 'started':
      return session;
    case 'continued':
      return { ...stopClock(session, event.at), isBack: true };
    case 'paused':
      return stopClock(session, event.at);
    case 'resumed':
      return session.open === null ? session : { ...session, isBack: false, runningSince: event.at };
    case 'asked':
      return openTurn(session, event.turn, event.at, { asked: true, budget: event.budget });
    case 'clarified':
      return clarify(session, event);
    case 'reopened':
      return openTurn(session, event.turn, event.at, { state: null });
    case 'answered':
      return closeTurn(session, event);
    case 'transcribed':
      return hear(session, event);
    case 'corrected': {
      const { turn, text, unfinished } = event;
      if (unfinished) return changeTurn(session, turn, { correcting: text });
      return withoutJudgment(changeTurn(session, turn, { text, correcting: null }), turn.q);
    }
    case 'pressed':
      return press(session, event);
    case 'prompted':
      return prompt(session, event.q);
    case 'improvised':
      return improvise(session, event);
    case 'predicted':
      return judge(askedOut(session, event.q), event.q, { certainty: event.certainty });
    case 'found': {
      const { matcher, points, mistakes, followUps = [], assumed = [] } = event;
      return judge(session, event.q, { found: { matcher, points, mistakes, followUps, assumed } });
    }
    case 'judged': {
      const { by, points, followUps = [], problem } = event;
      const judged = { by, points, followUps, ...(problem === undefined ? {} : { problem }) };
      return judge(session, event.q, { judged });
    }
    case 'revealed':
      return judge(withoutUnasked(askedOut(session, event.q), event.q), event.q, { revealed: true });
    case 'ticked':
      return judge(session, event.q, {
        ticked: ticksOf(event, session.questions[event.q]?.question.keyPoints ?? []),
        isTicking: event.unfinished === true,
        read: undefined,
      });
    case 'read':
      return judge(session, event.q, { read: event.upTo });
    case 'rated':
      return judge(session, event.q, { rating: event.rating });
    case 'told':
      return judge(session, event.q, { story: event.story });
    case 'named':
      return { ...session, name: event.name };
    case 'tagged':
      return { ...session, tags: { ...session.tags, ...event.tags } };
    case 'ended':
      return endRound(session, event);
  }
}

/** Each point of the question once, since a damaged journal may name others. */
function ticksOf(
  { names, partly = [], undecided = [], whenPressed = [], decided = [] }: Extract<Event, { type: 'ticked' }>,
  points: readonly { name: string }[],
): Ticks | null {
  const those = (named: readonly string[]): string[] => {
    const wanted = new Set(named);
    return points.flatMap(({ name }) => (wanted.has(name) ? [name] : []));
  };
  return (
    names && {
      covered: those(names),
      partly: those(partly),
      toDecide: those(undecided),
      whenPressed: those(whenPressed),
      decided: those(decided),
    }
  );
}

/** Reveals postponed to the end of the round still come, unless the candidate ends those early too. */
function endRound(session: Session, event: Extract<Recorded, { type: 'ended' }>): Session {
  if (session.ended !== null) return { ...session, ended: { ...session.ended, isFinal: true } };
  const { reason, draft } = event;
  const awaitsReveals = session.options.reveal === 'end' && !isAskingOver(session);
  const isFinal = reason === 'left early' && !awaitsReveals;
  const ended = { reason, stamp: stampOf(event), draft, isFinal };
  return { ...stopClock(session, event.at), open: null, ended };
}

/** Adds the running span to its turn and stops the clock. */
function stopClock(session: Session, at: number): Session {
  const { open, runningSince } = session;
  if (open === null || runningSince === null) return session;
  const used = (recordOf(session, open)?.used ?? 0) + Math.max(0, at - runningSince);
  return { ...changeTurn(session, open, { used }), runningSince: null };
}

function openTurn(session: Session, turn: Turn, at: number, change: Partial<TurnRecord>): Session {
  if (recordOf(session, turn) === undefined) return session;
  return { ...changeTurn(stopClock(session, at), turn, change), open: turn, isBack: false, runningSince: at };
}

function closeTurn(session: Session, event: Extract<Recorded, { type: 'answered' }>): Session {
  const { turn, state, text, firstKey, spoken = false, recorded = false, relayed = false, late = '' } = event;
  const before = recordOf(session, turn);
  if (before === undefined) return session;
  const stopped = stopClock(session, event.at);
  const answered = {
    asked: true,
    state,
    text,
    spoken,
    recorded,
    relayed,
    // More was said, or a written answer took its place.
    heard: recorded || !spoken ? undefined : before.heard,
    correcting: null,
    heardBefore: recorded && spoken && before.text === text ? (before.heard ?? before.heardBefore) : null,
    late,
    discarded: withText(before.discarded, event.discarded),
    firstKey,
    answeredAt: stampOf(event),
  };
  const closed = { ...withoutFindings(changeTurn(stopped, turn, answered), turn), open: null };
  const isAgain = before.state !== null && (before.text !== text || before.state !== state);
  if (!isAgain) return closed;
  const what = nameOf(session, turn);
  const conflict = `${what} was answered on two machines; the later answer counts.`;
  return withElsewhere(closed, turn, before.text, conflict.charAt(0).toUpperCase() + conflict.slice(1));
}

function clarify(
  session: Session,
  { turn, question, reply, fact, by }: Extract<Event, { type: 'clarified' }>,
): Session {
  const { clarified = [] } = recordOf(session, turn) ?? {};
  const said = {
    question,
    reply,
    ...(fact === undefined ? {} : { fact }),
    ...(by === undefined ? {} : { by }),
  };
  return changeTurn(session, turn, { clarified: [...clarified, said].slice(0, MOST_KEPT) });
}

/** The words of a spoken answer take the place of its note. Where there are none, nothing changes but that they were tried. */
function hear(session: Session, event: Extract<Event, { type: 'transcribed' }>): Session {
  const { turn, by, text, spans = null, audio = [] } = event;
  const before = recordOf(session, turn);
  if (before === undefined) return session;
  if (text === null) return changeTurn(session, turn, { heard: before.heard ?? before.heardBefore });
  const wasNote = isNote(before) && before.heardAudio.length === 0;
  const heardAudio = [...new Set([...before.heardAudio, ...audio])].slice(0, MOST_KEPT);
  const change = {
    text,
    spoken: true,
    heard: { by, text, spans },
    correcting: null,
    heardAudio,
    note: wasNote ? before.text : before.note,
  };
  return withoutJudgment(changeTurn(session, turn, change), turn.q);
}

/** Drops the findings, since they are about other words. */
function withoutJudgment(session: Session, q: number): Session {
  return judge(session, q, { found: undefined, judged: undefined });
}

/** No other follow-up is chosen: the candidate has looked back, or has seen the expected answer. */
function askedOut(session: Session, q: number): Session {
  return changeQuestion(session, q, { isAskedOut: true });
}

/** Drops the key points that count only when asked, and were not. */
function withoutUnasked(session: Session, q: number): Session {
  const planned = session.questions[q];
  if (planned === undefined) return session;
  return changeQuestion(session, q, {
    question: { ...planned.question, keyPoints: pointsThatCount(planned) },
  });
}

/** Drops the findings, and the follow-ups that were chosen by a main answer and not asked yet. */
function withoutFindings(session: Session, { q, followUp }: Turn): Session {
  const unjudged = withoutJudgment(session, q);
  const planned = unjudged.questions[q];
  if (followUp !== undefined || planned === undefined || !areChosen(session.options, planned))
    return unjudged;
  const turns = planned.turns.filter(({ asked, turn }) => asked || turn.followUp === undefined);
  return changeQuestion(unjudged, q, { turns, isAskedOut: false });
}

/** The chosen follow-ups of the bank come after those already asked. None of them: there is no other. */
function press(session: Session, { q, followUps }: Extract<Event, { type: 'pressed' }>): Session {
  const planned = session.questions[q];
  if (planned === undefined) return session;
  const { question, pressed = [], turns, followUpBudget } = planned;
  const known = new Set(turns.map(({ turn }) => turn.followUp));
  const chosen = followUps.filter(({ followUp }) => {
    const isNew = followUp < question.followUps.length && !known.has(followUp);
    known.add(followUp);
    return isNew;
  });
  return changeQuestion(session, q, {
    isAskedOut: chosen.length === 0,
    pressed: [...pressed, ...chosen],
    turns: [...turns, ...chosen.map(({ followUp }) => unaskedTurn({ q, followUp }, followUpBudget))],
  });
}

/** A short answer gets a chance to become a longer one. */
function prompt(session: Session, q: number): Session {
  const planned = session.questions[q];
  if (planned === undefined || planned.prompted !== undefined) return session;
  const prompted = planned.question.followUps.length;
  return changeQuestion(session, q, {
    ...withFollowUp(planned, q, { question: GO_ON, probes: null }),
    prompted,
  });
}

/** A live follow-up becomes the question's last one, and the next turn. */
function improvise(
  session: Session,
  { q, by, question: asked, because }: Extract<Event, { type: 'improvised' }>,
): Session {
  const planned = session.questions[q];
  if (planned === undefined || planned.improvised.length >= MOST_IMPROVISED) return session;
  const { question, pressed = [], improvised } = planned;
  const followUp = question.followUps.length;
  return changeQuestion(session, q, {
    ...withFollowUp(planned, q, { question: asMarkdown(asked), probes: because }),
    pressed: [...pressed, { followUp, because }],
    improvised: [...improvised, { followUp, by }],
  });
}

/** One more follow-up, which the bank has no answer to, as the next turn. */
function withFollowUp(
  { question, turns, followUpBudget }: SessionQuestion,
  q: number,
  asked: Pick<FollowUp, 'question' | 'probes'>,
): Pick<SessionQuestion, 'question' | 'turns'> {
  const followUp = question.followUps.length;
  return {
    question: { ...question, followUps: [...question.followUps, { ...asked, answer: '' }] },
    turns: [...turns, unaskedTurn({ q, followUp }, followUpBudget)],
  };
}

/** Adds a draft that another machine had for a turn that was answered without it. */
export function withDraftLeft(session: Session, { turn, text }: Draft): Session {
  const conflict = `A draft of ${nameOf(session, turn)} on another machine was not submitted.`;
  return withElsewhere(session, turn, text, conflict);
}

/** As many live follow-ups of a question count. More come only from a journal that no one wrote. */
const MOST_IMPROVISED = 30;

/** As many texts and clarifying questions of a turn count, and as many conflicts. More come only from a journal that no one wrote. */
const MOST_KEPT = 100;

function withElsewhere(session: Session, turn: Turn, text: string, conflict: string): Session {
  const { elsewhere = [] } = recordOf(session, turn) ?? {};
  const conflicts = withText(session.conflicts, conflict);
  return changeTurn({ ...session, conflicts }, turn, { elsewhere: withText(elsewhere, text) });
}

/** Each text once, however often it happened. */
function withText(texts: readonly string[], text = ''): readonly string[] {
  const isNew = text !== '' && !texts.includes(text);
  return isNew && texts.length < MOST_KEPT ? [...texts, text] : texts;
}

function nameOf(session: Session, { q, followUp }: Turn): string {
  const question = session.questions[q]?.question;
  const call = question === undefined ? 'no question' : callOf(session, question);
  return followUp === undefined ? `question ${call}` : `follow-up ${followUp + 1} of ${call}`;
}

function changeTurn(session: Session, turn: Turn, change: Partial<TurnRecord>): Session {
  const turns = session.questions[turn.q]?.turns ?? [];
  const place = placeOf(session, turn);
  const record = turns[place];
  if (record === undefined) return session;
  return changeQuestion(session, turn.q, { turns: turns.with(place, { ...record, ...change }) });
}

function judge(session: Session, q: number, change: Partial<Judgement>): Session {
  const judgement = session.questions[q]?.judgement;
  return judgement === undefined
    ? session
    : changeQuestion(session, q, { judgement: { ...judgement, ...change } });
}

function changeQuestion(session: Session, q: number, change: Partial<SessionQuestion>): Session {
  const question = session.questions[q];
  if (question === undefined) return session;
  return { ...session, questions: session.questions.with(q, { ...question, ...change }) };
}
