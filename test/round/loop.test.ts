import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runRound } from '../../src/commands/shared/play-round.ts';
import type { Interviewer } from '../../src/round/interviewer.ts';
import { type Interrupt, Interrupted } from '../../src/terminal/interruption.ts';
import type { BoxText } from '../../src/terminal/box-request.ts';
import type { Journal } from '../../src/journal/journal.ts';
import { continueJournal, createJournal } from '../../src/journal/journal.ts';
import { type StoredSession, readSession } from '../../src/journal/sessions.ts';
import type { Env } from '../../src/platform/env.ts';
import type { ExitCode } from '../../src/platform/errors.ts';
import { SaveError } from '../../src/platform/errors.ts';
import { atOnce } from '../../src/platform/steps.ts';
import { stateOf } from '../../src/engine/next-step.ts';
import type { Ticks } from '../../src/engine/session.ts';
import { diskWorld } from '../support/disk.ts';
import { started } from '../support/simulate.ts';

const WRITTEN: BoxText = { text: 'words', cursor: 5, firstKey: 1000 };

/** What a test's candidate does differently from answering, judging and continuing. */
type Doing = Partial<Interviewer>;

interface Played {
  exit: ExitCode;
  id: string;
  /** The interviewer's methods called so far. */
  asked: string[];
  stored: StoredSession;
}

/** A world with a clock that the test moves. */
function table() {
  const world = diskWorld();
  let steady = 0;
  const env: Env = { ...world.env, monotonic: () => steady };
  return {
    env,
    /** Lets time pass while the process runs, in steps that the heartbeat sees. */
    pass: (ms: number): void => {
      steady += ms;
    },
  };
}

/** An interviewer whose methods note their name, then do what the test says or the default. */
function interviewer(asked: string[], doing: Doing): Interviewer {
  const usual: Interviewer = {
    plan: () => undefined,
    ready: () => Promise.resolve('ready'),
    readAloud: () => Promise.resolve(undefined),
    answer: () => Promise.resolve({ end: 'submit', draft: WRITTEN }),
    correct: () => Promise.resolve({ text: null }),
    note: () => Promise.resolve({ text: null }),
    paused: () => Promise.resolve('leave'),
    predict: () => Promise.resolve(3),
    reveal: () => Promise.resolve(undefined),
    tick: () => Promise.resolve(covered('First point')),
    story: () => Promise.resolve(null),
    rate: () => Promise.resolve('good'),
    wait: async (work) => atOnce(await work()),
    waitFor: ({ result }) => result,
    say: () => undefined,
    askAboutUnsaved: () => Promise.resolve('leave'),
    debrief: () => undefined,
    hasReadPipe: () => false,
    farewell: () => undefined,
    close: () => undefined,
  };
  const methods: [string, (...args: never[]) => unknown][] = Object.entries({ ...usual, ...doing });
  const noted = methods.map(([name, does]) => [
    name,
    (...args: never[]) => {
      asked.push(name);
      return does(...args);
    },
  ]);
  return Object.fromEntries(noted) as Interviewer;
}

async function play(
  { env }: { env: Env },
  doing: Doing,
  {
    questions = 1,
    strict = false,
    resumed,
    through = (journal) => journal,
  }: {
    questions?: number;
    strict?: boolean;
    resumed?: StoredSession;
    through?: (journal: Journal) => Journal;
  } = {},
): Promise<Played> {
  const asked: string[] = [];
  const journal = through(resumed === undefined ? createJournal(env) : continueJournal(env, resumed.id));
  const opening =
    resumed === undefined
      ? { ...started(questions, { strict }, 0), session: journal.id }
      : ({ type: 'continued', session: resumed.id, program: '0.1.0', after: resumed.segments } as const);
  const session = resumed?.session ?? null;
  const draft = resumed?.draft ?? null;
  const at = Math.max(session?.last.at ?? 0, draft?.at ?? 0);
  const exit = await runRound(env, interviewer(asked, doing), journal, { session, at, draft, opening });
  return { exit, id: journal.id, asked, stored: readSession(env.paths, journal.id) };
}

/** The types of all events on disk now, in order. */
function written(env: Env): string[] {
  const sessions = join(env.paths.data, 'sessions');
  const folder = join(sessions, readdirSync(sessions)[0] ?? '');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'))
    .map((line) => (JSON.parse(line) as { type: string }).type);
}

function covered(...names: string[]): Ticks {
  return { covered: names, partly: [], toDecide: [], whenPressed: [], decided: [] };
}

describe('a round', () => {
  it('waits, asks and judges each question, then ends', async () => {
    const { exit, asked, stored } = await play(table(), {}, { questions: 2 });
    expect(exit).toBe(0);
    const one = ['answer', 'predict', 'wait', 'reveal', 'tick', 'rate'];
    expect(asked).toEqual(['plan', 'ready', ...one, 'ready', ...one, 'debrief']);
    expect(stored.session?.ended?.reason).toBe('finished');
    expect(stored.session?.questions[0]?.judgement).toMatchObject({ certainty: 3, rating: 'good' });
  });

  it('goes back from the next question to the last rating and its ticks', async () => {
    const ways = ['ready', 'back', 'back', 'ready'] as const;
    const ratings = ['good', 'hard', 'back', 'easy'] as const;
    const offered: boolean[] = [];
    let [waits, rated] = [0, 0];
    const { asked, stored } = await play(
      table(),
      {
        ready: (_session, _turn, canGoBack) => {
          offered.push(canGoBack);
          return Promise.resolve(ways[waits++] ?? 'ready');
        },
        rate: () => Promise.resolve(ratings[rated++] ?? null),
        tick: () => Promise.resolve(rated > 2 ? covered() : covered('First point')),
      },
      { questions: 2 },
    );
    const one = ['answer', 'predict', 'wait', 'reveal', 'tick', 'rate'];
    expect(asked).toEqual([
      ...['plan', 'ready'],
      ...one,
      ...['ready', 'rate'],
      ...['ready', 'rate', 'tick', 'rate', 'ready'],
      ...one,
      'debrief',
    ]);
    expect(offered).toEqual([false, true, true, true]);
    expect(stored.session?.questions[0]?.judgement).toMatchObject({ ticked: covered(), rating: 'easy' });
  });

  it('records a reveal on disk before showing it', async () => {
    const desk = table();
    let before: string[] = [];
    await play(desk, {
      reveal: () => {
        before = written(desk.env);
        return Promise.resolve(undefined);
      },
    });
    expect(before.at(-1)).toBe('revealed');
  });

  it('records a clarifying question on disk before its reply is there to show', async () => {
    const desk = table();
    let before: string[] = [];
    const { stored } = await play(desk, {
      async answer({ clarify, current, turn }) {
        const { reply } = await clarify(' how many\tusers? ');
        before = written(desk.env);
        expect(current().questions[turn.q]?.turns[0]?.clarified).toMatchObject([{ reply }]);
        return { end: 'submit', draft: WRITTEN };
      },
    });
    expect(before.at(-1)).toBe('clarified');
    const [record] = stored.session?.questions[0]?.turns ?? [];
    expect(record?.clarified).toMatchObject([{ question: 'how many users?' }]);
    expect(record?.text).toBe('words');
  });

  it('replies to no question once a strict clock has run out', async () => {
    const desk = table();
    const { stored } = await play(
      desk,
      {
        async answer({ clarify, clock }) {
          for (let second = 0; second < 300; second++) {
            desk.pass(1000);
            clock.used();
          }
          expect(await clarify('who?')).toEqual({ reply: '', problem: "Time's up." });
          return { end: 'timeout', draft: WRITTEN };
        },
      },
      { strict: true },
    );
    expect(stored.session?.questions[0]?.turns[0]?.clarified).toEqual([]);
  });

  it('refuses a clarifying question that is too long', async () => {
    const desk = table();
    const { stored } = await play(desk, {
      async answer({ clarify }) {
        expect((await clarify('who? '.repeat(100))).problem).toMatch(/^Too long/);
        return { end: 'submit', draft: WRITTEN };
      },
    });
    expect(stored.session?.questions[0]?.turns[0]?.clarified).toEqual([]);
  });

  it('shows no reply that the disk refuses, and goes on', async () => {
    const desk = table();
    const { stored } = await play(
      desk,
      {
        async answer({ clarify }) {
          expect(await clarify('who?')).toEqual({ reply: '', problem: 'Not asked: the disk is full.' });
          return { end: 'submit', draft: WRITTEN };
        },
      },
      {
        through: (journal) => ({
          ...journal,
          append(event, at) {
            if (event.type === 'clarified')
              throw new SaveError('/data', 'the disk is full', 'make room.', null);
            return journal.append(event, at);
          },
        }),
      },
    );
    expect(stored.session?.ended?.reason).toBe('finished');
  });

  it('counts the time in the box, but not in menus, the reveal or a pause', async () => {
    const desk = table();
    let boxes = 0;
    const slowly =
      <T>(value: T) =>
      () => {
        // Several beats, so that it does not count as a suspension. In a menu it must not count at all.
        desk.pass(3000);
        return Promise.resolve(value);
      };
    const { stored } = await play(desk, {
      answer: () => {
        desk.pass(2000);
        boxes += 1;
        return Promise.resolve({ end: boxes === 1 ? 'pause' : 'submit', draft: WRITTEN });
      },
      paused: slowly('continue' as const),
      predict: slowly(3 as const),
      reveal: slowly(undefined),
      tick: slowly(covered()),
      rate: slowly('hard' as const),
    });
    expect(boxes).toBe(2);
    expect(stored.session?.questions[0]?.turns[0]?.used).toBe(4000);
  });

  it('goes back to the last answer with its text and clock', async () => {
    const desk = table();
    const opened: { text: string; used: number }[] = [];
    let predictions = 0;
    const { stored } = await play(desk, {
      answer: ({ draft, clock }) => {
        opened.push({ text: draft.text, used: clock.used() });
        desk.pass(1500);
        return Promise.resolve({ end: 'submit', draft: { ...WRITTEN, text: `${draft.text}.` } });
      },
      predict: () => Promise.resolve(predictions++ === 0 ? 'reopen' : 2),
    });
    expect(opened).toEqual([
      { text: '', used: 0 },
      { text: '.', used: 1500 },
    ]);
    expect(stored.session?.questions[0]?.turns[0]).toMatchObject({ text: '..', used: 3000 });
  });

  it('saves the clock of a reopened answer even without a key', async () => {
    const desk = table();
    let predictions = 0;
    const { id } = await play(desk, {
      answer: () => {
        desk.pass(2000);
        return Promise.resolve({ end: predictions === 0 ? 'submit' : 'eof', draft: WRITTEN });
      },
      predict: () => {
        predictions += 1;
        return Promise.resolve('reopen');
      },
    });
    expect(readSession(desk.env.paths, id).draft).toMatchObject({ text: 'words', at: 4000 });
  });

  it('stops the clock once an answer is over, however long submitting takes', async () => {
    const desk = table();
    const { stored } = await play(desk, {
      answer: ({ clock }) => {
        desk.pass(1000);
        clock.stopped?.();
        desk.pass(3000);
        return Promise.resolve({ end: 'timeout', draft: WRITTEN });
      },
    });
    expect(stored.session?.questions[0]?.turns[0]?.used).toBe(1000);
  });

  it('does not count a suspension, however short', async () => {
    const desk = table();
    const { stored } = await play(desk, {
      answer: ({ clock }) => {
        desk.pass(1000);
        clock.stopped?.();
        desk.pass(3000);
        clock.resumed?.();
        desk.pass(500);
        return Promise.resolve({ end: 'submit', draft: WRITTEN });
      },
    });
    expect(stored.session?.questions[0]?.turns[0]?.used).toBe(1500);
  });

  it('does not go back to an answer closed by a strict clock', async () => {
    const offered: boolean[] = [];
    const desk = table();
    const asked: string[] = [];
    const journal = createJournal(desk.env);
    const opening = { ...started(1, { strict: true }, 0), session: journal.id };
    await runRound(
      desk.env,
      interviewer(asked, {
        answer: () => Promise.resolve({ end: 'timeout', draft: WRITTEN }),
        predict: (_session, _q, canReopen) => {
          offered.push(canReopen);
          return Promise.resolve(1);
        },
      }),
      journal,
      { session: null, at: 0, draft: null, opening },
    );
    expect(offered).toEqual([false]);
  });
});

describe('any stop is a pause', () => {
  const STEPS = ['ready', 'answer', 'predict', 'wait', 'tick', 'rate'] as const;
  const STOPS: readonly (readonly [Interrupt, ExitCode])[] = [
    ['eof', 0],
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['broken-output', 0],
  ];

  for (const step of STEPS) {
    for (const [interrupt, code] of STOPS) {
      it(`${interrupt} at ${step} ends with ${code}; another process finishes the round`, async () => {
        const desk = table();
        let stopped = false;
        const stop = (): Promise<never> => {
          stopped = true;
          return step === 'answer'
            ? Promise.resolve({ end: interrupt, draft: WRITTEN } as never)
            : Promise.reject(new Interrupted(interrupt));
        };
        const first = await play(desk, { [step]: stop }, { questions: 2 });
        expect(stopped).toBe(true);
        expect(first.exit).toBe(code);
        expect(first.asked.at(-1)).toBe('farewell');
        expect(written(desk.env).at(-1)).toBe('paused');
        if (step === 'answer') expect(first.stored.draft?.text).toBe('words');

        const second = await play(desk, {}, { resumed: first.stored });
        expect(second.exit).toBe(0);
        expect(second.stored.session?.ended?.reason).toBe('finished');
        const texts = second.stored.session?.questions.map(({ turns }) => turns[0]?.text);
        expect(texts).toEqual(['words', 'words']);
      });
    }
  }

  it('a round quit before its first question waits for Enter when resumed', async () => {
    const desk = table();
    const journal = createJournal(desk.env);
    journal.append({ ...started(1, {}, 0), session: journal.id }, 0);
    journal.close();
    const { asked } = await play(desk, {}, { resumed: readSession(desk.env.paths, journal.id) });
    expect(asked.slice(0, 3)).toEqual(['plan', 'ready', 'answer']);
  });

  it('a second stop during the pause quits at once with its own code', async () => {
    for (const [interrupt, code] of [['pause', 130], ...STOPS] as const) {
      const { exit } = await play(table(), {
        predict: () => Promise.reject(new Interrupted('pause')),
        paused: () => Promise.reject(new Interrupted(interrupt)),
      });
      expect(exit).toBe(code);
    }
  });

  it('ending the postponed reveals goes straight to the debrief', async () => {
    const desk = table();
    const journal = createJournal(desk.env);
    const opening = { ...started(2, { reveal: 'end' }, 0), session: journal.id };
    const asked: string[] = [];
    const doing: Doing = {
      tick: () => Promise.reject(new Interrupted('pause')),
      paused: () => Promise.resolve('end'),
    };
    const start = { session: null, at: 0, draft: null, opening };
    const exit = await runRound(desk.env, interviewer(asked, doing), journal, start);
    expect(exit).toBe(0);
    expect(asked.slice(-4)).toEqual(['reveal', 'tick', 'paused', 'debrief']);
    expect(stateOf(readSession(desk.env.paths, journal.id).session!)).toBe('ended');
  });

  it('ending early keeps the text of the box, and asks and judges nothing more', async () => {
    let boxes = 0;
    const { exit, asked, stored } = await play(
      table(),
      {
        answer: () => Promise.resolve({ end: boxes++ === 0 ? 'submit' : 'pause', draft: WRITTEN }),
        paused: () => Promise.resolve('end'),
      },
      { questions: 3 },
    );
    expect(exit).toBe(0);
    expect(asked.slice(-3)).toEqual(['answer', 'paused', 'debrief']);
    expect(stored.session?.ended).toMatchObject({ reason: 'left early', draft: { text: 'words' } });
  });
});

describe('a disk that refuses', () => {
  const full = (): never => {
    throw new SaveError('/data', 'the disk is full', 'make room.', null);
  };
  /** Refuses the first call. */
  const once = <A extends unknown[], R>(method: (...args: A) => R): ((...args: A) => R) => {
    let isFirst = true;
    return (...args) => {
      if (!isFirst) return method(...args);
      isFirst = false;
      return full();
    };
  };

  it('an answer: asks the candidate, stops the clock meanwhile, and tries again', async () => {
    const desk = table();
    const asked: string[] = [];
    const { stored } = await play(
      desk,
      {
        answer: () => {
          desk.pass(2000);
          return Promise.resolve({ end: 'submit', draft: WRITTEN });
        },
        askAboutUnsaved: ({ reason, text, isTriedEachSecond }) => {
          desk.pass(3000);
          asked.push(`${reason} | ${text} | ${String(isTriedEachSecond)}`);
          return Promise.resolve('on');
        },
      },
      {
        through: (journal) => {
          const refused = once(journal.append);
          const append: Journal['append'] = (event, at) =>
            event.type === 'answered' ? refused(event, at) : journal.append(event, at);
          return { ...journal, append };
        },
      },
    );
    expect(asked).toEqual(['the disk is full | words | false']);
    expect(stored.session?.questions[0]?.turns[0]).toMatchObject({ text: 'words', used: 2000 });
    expect(stored.session?.ended?.reason).toBe('finished');
  });

  it('the text in the box: the box and its clock continue', async () => {
    const desk = table();
    let boxes = 0;
    const { stored, asked } = await play(
      desk,
      {
        answer: () => {
          desk.pass(2000);
          boxes += 1;
          return Promise.resolve({ end: boxes === 1 ? 'rescue' : 'submit', draft: WRITTEN });
        },
        askAboutUnsaved: () => {
          desk.pass(3000);
          return Promise.resolve('on');
        },
      },
      { through: (journal) => ({ ...journal, saveDraft: once(journal.saveDraft) }) },
    );
    expect(asked.filter((name) => name === 'askAboutUnsaved')).toHaveLength(1);
    expect(stored.session?.questions[0]?.turns[0]).toMatchObject({ state: 'submitted', used: 4000 });
  });

  it('offers late text too, and throws if the candidate quits', async () => {
    let offered = '';
    const leaving = play(
      table(),
      {
        answer: () => Promise.resolve({ end: 'timeout', draft: WRITTEN, late: 'words and late ones' }),
        askAboutUnsaved: ({ text }) => {
          offered = text;
          return Promise.resolve('leave');
        },
      },
      {
        through: (journal) => ({
          ...journal,
          append: (event, at) => (event.type === 'answered' ? full() : journal.append(event, at)),
        }),
      },
    );
    await expect(leaving).rejects.toThrow('cannot save the session in /data: the disk is full.');
    expect(offered).toBe('words and late ones');
  });

  it('does not ask when the candidate is gone', async () => {
    const asked: string[] = [];
    const gone = play(
      table(),
      {
        answer: () => Promise.resolve({ end: 'SIGTERM', draft: WRITTEN }),
        askAboutUnsaved: () => {
          asked.push('asked');
          return Promise.resolve('on');
        },
      },
      {
        through: (journal) => ({
          ...journal,
          append: (event, at) => (event.type === 'paused' ? full() : journal.append(event, at)),
        }),
      },
    );
    await expect(gone).rejects.toThrow('the disk is full');
    expect(asked).toEqual([]);
  });
});

describe('going back', () => {
  it('from a rating to the points keeps the last ticks', async () => {
    let ratings = 0;
    let ticks = 0;
    const { stored } = await play(table(), {
      tick: () => {
        ticks += 1;
        return Promise.resolve(ticks === 1 ? covered() : covered('First point'));
      },
      rate: () => {
        ratings += 1;
        return Promise.resolve(ratings === 1 ? 'back' : 'hard');
      },
    });
    expect(stored.session?.questions[0]?.judgement).toMatchObject({
      ticked: covered('First point'),
      rating: 'hard',
    });
  });
});
