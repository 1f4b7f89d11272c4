import type { KeyPoint } from '../../src/bank/question.ts';
import { begin } from '../../src/engine/begin.ts';
import { evolve } from '../../src/engine/evolve.ts';
import type {
  Event,
  ModelSource,
  Passage,
  PlannedQuestion,
  PointFinding,
  Recorded,
  RoundOptions,
  Tags,
  Turn,
  Verdict,
} from '../../src/engine/event.ts';
import { nextStep } from '../../src/engine/next-step.ts';
import { plan } from '../../src/engine/plan.ts';
import type { Session } from '../../src/engine/session.ts';
import { answersTo, unheardIn } from '../../src/engine/session.ts';
import { keyPoint, makeQuestion } from './question.ts';

const OPTIONS: RoundOptions = {
  strict: false,
  reveal: 'question',
  editor: false,
  speakAloud: false,
  roundBudget: null,
};

export function started(
  questions = 3,
  options: Partial<RoundOptions> = {},
  followUps: 'all' | 'pressing' | 'live' | number = 'all',
): Extract<Recorded, { type: 'started' }> {
  const planned: PlannedQuestion[] = plan(
    Array.from({ length: questions }, (_, index) => makeQuestion(index + 1)),
    { timer: true, minutes: null, pace: 1, followUps },
  );
  return {
    type: 'started',
    session: '2026-11-24-1830-abc',
    day: '2026-11-24',
    program: '0.1.0',
    seed: 7,
    banks: ['test'],
    options: {
      ...OPTIONS,
      ...(followUps === 'pressing' || followUps === 'live' ? { followUps } : {}),
      ...options,
    },
    plan: planned,
    at: 0,
    wall: Date.UTC(2026, 10, 24, 17, 30),
    zone: '+01:00',
  };
}

/** A live round in which the test decides each move. */
export interface Live {
  session: Session;
  events: Recorded[];
  /** Milliseconds that any box's clock has run, counted independently of the session. */
  ran: number;
}

/** Lets time pass, then records an event. */
export function happen(live: Live, event: Event, elapsed = 0): Live {
  const ran = live.ran + (live.session.runningSince === null ? 0 : elapsed);
  const at = live.session.last.at + elapsed;
  const recorded: Recorded = { ...event, at, wall: live.session.started.wall + at, zone: '+01:00' };
  return { session: evolve(live.session, recorded), events: [...live.events, recorded], ran };
}

export function start(event = started()): Live {
  return { session: begin(event), events: [event], ran: 0 };
}

/** A key point whose statement says that something is kept so, at a level if given. */
export const keptPoint = (name: string, level?: string): KeyPoint =>
  keyPoint(name, `It is kept ${name.toLowerCase()}.`, level === undefined ? {} : { level });

/** A round of one senior question with these points, answered, revealed and judged; `covered` is null if it was not. */
export function judgedRound(
  keyPoints: readonly KeyPoint[],
  covered: readonly string[] | null,
  undecided: readonly string[] = [],
): Live {
  const first = started(1, {}, 0);
  const plan = first.plan.map((planned) => ({ ...planned, question: makeQuestion(1, { keyPoints }) }));
  const events: Event[] = [
    { type: 'asked', turn: { q: 0 }, budget: null },
    { type: 'answered', turn: { q: 0 }, state: 'submitted', text: 'words', firstKey: 1 },
    { type: 'revealed', q: 0 },
    { type: 'ticked', q: 0, names: covered, undecided },
  ];
  return events.reduce((live, event) => happen(live, event), start({ ...first, plan }));
}

/**
 * Plays the given moves as the loop would, until the moves or the round are over. Each move is a number that decides
 * what the candidate does and how long it takes.
 */
export function playOn(live: Live, moves: readonly number[]): Live {
  let now = live;
  for (const move of moves) {
    const event = eventFor(now.session, move);
    if (event === null) return now;
    now = happen(now, event, (move % 97) * 1000);
  }
  return now;
}

function eventFor(session: Session, move: number): Event | null {
  if (move % 43 === 0) return { type: 'named', name: move % 2 ? `Name ${move}` : null };
  if (move % 47 === 0) return { type: 'tagged', tags: { company: move % 2 ? `Company ${move}` : null } };
  const judged = session.questions.findLastIndex(({ judgement }) => judgement.rating !== undefined);
  if (move % 53 === 0 && judged >= 0) return { type: 'rated', q: judged, rating: null, takesBack: true };
  const step = nextStep(session);
  if (step.kind === 'done') return null;
  if (move % 13 === 0 && session.runningSince !== null) return { type: 'paused', by: 'key' };
  if (move % 17 === 0 && session.open !== null) {
    return { type: 'continued', session: session.id, program: '0.1.0', after: [] };
  }
  if (move % 41 === 0 && session.ended === null) return { type: 'ended', reason: 'left early', draft: null };
  switch (step.kind) {
    case 'ask':
      return { type: 'asked', turn: step.turn, budget: 300_000 };
    case 'answer': {
      if (session.runningSince === null) {
        if (move % 5 === 0) return { type: 'continued', session: session.id, program: '0.1.0', after: [] };
        return { type: 'resumed' };
      }
      if (move % 11 === 0) return clarifiedBy(step.turn, move);
      const state = (['submitted', 'submitted', 'timed-out', 'skipped'] as const)[move % 4] ?? 'submitted';
      return {
        type: 'answered',
        turn: step.turn,
        state,
        text: `words ${move}`,
        firstKey: move % 3 ? 10 : null,
        ...(session.options.speakAloud && state !== 'skipped' ? SPOKEN[move % 3] : {}),
        ...(move % 29 === 0 ? { relayed: true, ...(move % 2 ? { discarded: `draft ${move}` } : {}) } : {}),
      };
    }
    case 'transcribe':
      return heardBy(session, step.q, move);
    case 'press': {
      if (session.options.followUps === 'live' && move % 3 !== 0)
        return { type: 'improvised', q: step.q, by: MODEL, question: `Why ${move}?`, because: pointOf(move) };
      // Chosen at random: which ones press is up to the tests of choosePressing.
      const chosen = [1, 0].filter((followUp) => (move >> followUp) % 2 === 1);
      const because = session.questions[step.q]?.question.keyPoints[0]?.name ?? null;
      const followUps = chosen.map((followUp) => ({ followUp, because: followUp === 0 ? because : null }));
      return { type: 'pressed', q: step.q, matcher: 1, followUps };
    }
    case 'predict': {
      const last = session.questions[step.q]?.turns.findLast(({ state }) => state !== null);
      if (move % 7 === 0 && last && session.ended === null) return { type: 'reopened', turn: last.turn };
      return { type: 'predicted', q: step.q, certainty: ([1, 2, 3, 4, null] as const)[move % 5] ?? null };
    }
    case 'find':
      // An older hotseat had no matcher.
      if (move % 19 === 0) return { type: 'revealed', q: step.q };
      return foundBy(session, step.q, move);
    case 'judge':
      return judgedBy(session, step.q, move);
    case 'reveal':
      return { type: 'revealed', q: step.q };
    case 'tick':
      if (move % 3 === 0) return { type: 'ticked', q: step.q, names: ['First point'], unfinished: true };
      if (move % 5 === 0) return { type: 'ticked', q: step.q, names: [], undecided: ['First point'] };
      return { type: 'ticked', q: step.q, names: move % 4 ? ['First point'] : null };
    case 'story':
      return { type: 'told', q: step.q, story: move % 2 ? `Story ${move % 5}` : null };
    case 'rate':
      if (move % 7 === 0) return { type: 'read', q: step.q, upTo: move % 2 ? 'mistakes' : 'done' };
      return { type: 'rated', q: step.q, rating: move % 2 ? 'good' : null };
    case 'end':
      return { type: 'ended', reason: step.reason, draft: null };
  }
}

/** A clarifying question, told a fact by the program or a model, or refused. */
function clarifiedBy(turn: Turn, move: number): Event {
  const question = `how many ${move}?`;
  if (move % 3 === 0) return { type: 'clarified', turn, question, reply: 'Nothing on that.' };
  const told = { question, reply: `**Traffic:** ${move}`, fact: 'Traffic' };
  return { type: 'clarified', turn, ...told, ...(move % 2 ? { by: MODEL } : {}) };
}

const SPOKEN = [{ spoken: true }, { spoken: true, recorded: true }, {}] as const;

/** The words of a recorded answer, or the reason why there are none. */
function heardBy(session: Session, q: number, move: number): Event | null {
  const planned = session.questions[q];
  const [record] = planned === undefined ? [] : unheardIn(planned);
  if (record === undefined) return null;
  const { turn } = record;
  if (move % 7 === 1 && record.correcting === null)
    return { type: 'corrected', turn, text: `half of ${move}`, unfinished: true };
  if (move % 5 === 0)
    return { type: 'transcribed', turn, by: 'whisper-cli', text: null, problem: 'it failed.' };
  const spans = [{ start: 400, end: 400 + move }];
  return {
    type: 'transcribed',
    turn,
    by: 'whisper-cli',
    text: `said ${move}`,
    spans,
    audio: ['audio-1.wav'],
  };
}

/** How the words of `part` are a passage of the answer `text` to a turn. */
export const passageOf = (turn: Turn, text: string, part: string): Passage => {
  const start = text.indexOf(part);
  return { turn, start, end: start + part.length };
};

const HEARD = 'It is kept cool. No light gets in. Nobody turns it for a year.';
const HEARD_LATER = 'Behind the cellar door.';

/**
 * A round of one question with four points and a live follow-up, up to the reveal: the model contradicts the matcher on
 * Dry, agrees with it on Cool, sees Dark where the matcher is not sure, and says no to Turned, as the matcher does.
 */
export function heardRound({
  by = MODEL,
  asks = 'Why is no light better than little?',
  answer = HEARD,
  tags = {},
  spoken,
  problem,
}: {
  by?: ModelSource;
  asks?: string;
  answer?: string;
  tags?: Partial<Tags>;
  /** The main answer was spoken, and its text is a note. */
  spoken?: true;
  /** The model judged nothing because of this. */
  problem?: string;
} = {}): Live {
  const first = started(1, { judge: 'model' }, 'live');
  const keyPoints = ['Dry', 'Cool', 'Dark', 'Turned'].map((name) => keptPoint(name));
  const plan = first.plan.map((planned) => ({
    ...planned,
    question: makeQuestion(1, { keyPoints, takeaway: 'Keep it cool.' }),
    followUps: 3,
  }));
  const turn = { q: 0 };
  const later = { q: 0, followUp: 2 };
  const said = (part: string): Passage => passageOf(turn, answer, part);
  const door = passageOf(later, HEARD_LATER, 'cellar door');
  const found = (name: string, verdict: Verdict, evidence: Passage | null): PointFinding => ({
    name,
    score: verdict === 'found' ? 0.9 : verdict === 'unsure' ? 0.5 : 0.1,
    verdict,
    evidence,
    missing: [],
  });
  const judged: Event = {
    type: 'judged',
    q: 0,
    by,
    points: [
      { name: 'Dry', verdict: 'found', evidence: said('for a year') },
      { name: 'Cool', verdict: 'found', evidence: said('kept cool') },
      { name: 'Dark', verdict: 'found', evidence: said('No light gets in') },
      { name: 'Turned', verdict: 'missing', evidence: null },
    ],
    followUps: [{ followUp: 2, verdict: 'found', evidence: door }],
  };
  const events: Event[] = [
    { type: 'tagged', tags },
    { type: 'asked', turn, budget: 300_000 },
    { type: 'answered', turn, state: 'submitted', text: answer, firstKey: 1, ...(spoken && { spoken }) },
    { type: 'improvised', q: 0, by, question: asks, because: 'Dark' },
    { type: 'asked', turn: later, budget: 60_000 },
    { type: 'answered', turn: later, state: 'submitted', text: HEARD_LATER, firstKey: 1 },
    { type: 'pressed', q: 0, matcher: 1, followUps: [] },
    { type: 'predicted', q: 0, certainty: 3 },
    {
      type: 'found',
      q: 0,
      matcher: 1,
      points: [
        found('Dry', 'missing', null),
        found('Cool', 'found', said('It is kept cool.')),
        found('Dark', 'unsure', said('No light gets in.')),
        found('Turned', 'missing', null),
      ],
      mistakes: [],
      followUps: [{ followUp: 2, score: 0.1, verdict: 'missing', evidence: null }],
    },
    problem === undefined ? judged : { type: 'judged', q: 0, by, points: [], problem },
    { type: 'revealed', q: 0 },
  ];
  return events.reduce((live, event) => happen(live, event, 1000), start({ ...first, plan }));
}

const MODEL = { name: 'qwen3:8b', host: 'localhost:11434', prompt: 1 };

const pointOf = (move: number): string | null => (move % 2 ? 'First point' : null);

/** Plausible verdicts of a model, or the reason why there are none. */
function judgedBy(session: Session, q: number, move: number): Event {
  if (move % 11 === 0) return { type: 'judged', q, by: MODEL, points: [], problem: 'it was too slow.' };
  const event = foundBy(session, q, move);
  const { points = [] } = event.type === 'found' ? event : {};
  return {
    type: 'judged',
    q,
    by: MODEL,
    points: points.map(({ name, verdict, evidence }) => ({ name, verdict, evidence })),
  };
}

const VERDICTS = ['found', 'unsure', 'missing'] as const;

/** Plausible findings in a question's answers; evidence is always existing text. */
function foundBy(session: Session, q: number, move: number): Event {
  const planned = session.questions[q];
  const answers = planned === undefined ? [] : answersTo(planned);
  const evidence = answers.map(({ turn, text }) => ({
    turn,
    start: 0,
    end: Math.min(text.length, 1 + (move % 9)),
  }));
  const points = (planned?.question.keyPoints ?? []).map(({ name }, place) => {
    const verdict = VERDICTS[(move + place) % 3] ?? 'missing';
    return {
      name,
      score: (move % 101) / 100,
      verdict,
      evidence: verdict === 'missing' ? null : (evidence[(move + place) % evidence.length] ?? null),
      missing: verdict === 'found' ? [] : ['first'],
    };
  });
  const mistakes = evidence.slice(0, move % 2).map((passage) => ({ index: 0, evidence: passage }));
  const followUps = answers.flatMap(({ turn: { followUp } }, place) =>
    followUp === undefined
      ? []
      : [
          {
            followUp,
            score: 0.5,
            verdict: VERDICTS[move % 3] ?? 'missing',
            evidence: evidence[place] ?? null,
          },
        ],
  );
  return { type: 'found', q, matcher: 1, points, mistakes, ...(followUps.length > 0 ? { followUps } : {}) };
}
