import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerBox } from '../../src/terminal/box.ts';
import type { BoxEnd, BoxRequest, BoxResult, BoxText, Reply } from '../../src/terminal/box-request.ts';
import { type Edit, EditorError, type Saved } from '../../src/terminal/editor.ts';
import { type RawTerminal, openTerminal } from '../../src/terminal/raw-terminal.ts';
import { type Row, row } from '../../src/text/rows.ts';
import { wrap } from '../../src/text/wrap.ts';
import { FakeTerminal } from './fake-terminal.ts';

const QUESTION = 'Tell me what an embedding is, and how you would run this in production for four years.';
const HINTS = 'Ctrl+D submit   Ctrl+C pause   F1 keys';
const KEY = {
  enter: '\r',
  submit: '\x04',
  pause: '\x03',
  editor: '\x18\x05',
  question: '\x07',
  help: '\x1bOP',
  stop: '\x1a',
  up: '\x1b[A',
  down: '\x1b[B',
  redraw: '\x0c',
};

interface Open {
  fake: FakeTerminal;
  terminal: RawTerminal;
  changes: BoxText[];
  /** How it ended; null while it is open. */
  result: () => BoxResult | null;
  /** The rows of the box from the answer down. */
  box: () => string[];
}

interface Setting extends Partial<Omit<BoxRequest, 'clock'>> {
  columns?: number;
  rows?: number;
  budget?: number | null;
  strict?: boolean;
  roundBudget?: number;
  question?: string;
  resumed?: () => void;
}

let opened: RawTerminal | undefined;

function open(setting: Setting = {}): Open {
  const {
    columns = 80,
    rows = 24,
    budget = 300_000,
    strict = false,
    roundBudget,
    question = QUESTION,
    spoken = false,
    saving = { problem: () => null, now: () => null, allWell: 'Saved.' },
  } = setting;
  const fake = new FakeTerminal(columns, rows);
  const terminal = openTerminal(fake, fake.host);
  opened = terminal;
  const changes: BoxText[] = [];
  let result: BoxResult | null = null;
  const began = performance.now();
  const used = (): number => performance.now() - began;
  void answerBox(terminal, {
    header: row('Question 1 of 3 · #4 retrieval · senior', 'accent'),
    prompt: (room) => wrap(question, room).map((line) => row(line, 'bold')),
    draft: { text: '', cursor: 0, firstKey: null },
    clock: {
      used,
      budget,
      strict,
      round: roundBudget === undefined ? null : { used, budget: roundBudget },
      ...(setting.resumed ? { resumed: setting.resumed } : {}),
    },
    styles: (spans: Row) =>
      spans.map((span) => (span.style === 'plain' ? span.text : `\x1b[1m${span.text}\x1b[0m`)).join(''),
    onChange: (draft) => changes.push(draft),
    edit: null,
    opensEditor: false,
    spoken,
    saving,
    ...setting,
  }).then((ended) => (result = ended));
  return {
    fake,
    terminal,
    changes,
    result: () => result,
    box: () => {
      const shown = fake.screen.rows();
      return shown.slice(shown.findIndex((line) => /^ {2}[│↑↓]/.test(line)));
    },
  };
}

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  opened?.close();
  vi.useRealTimers();
});

describe('an open box', () => {
  it('shows the place in the round, the question, the text with its cursor, and the clock', () => {
    const { fake } = open();
    fake.send('An embedding is a dense vector.\rTexts that mean similar things');
    expect(fake.screen.rows()).toEqual([
      '  Question 1 of 3 · #4 retrieval · senior',
      '',
      '  Tell me what an embedding is, and how you would run this in production for',
      '  four years.',
      '',
      '  │ An embedding is a dense vector.',
      '  │ Texts that mean similar things',
      '  │',
      '  │',
      '  │',
      '  │',
      `  5:00 left · 11 words                  ${HINTS}`,
    ]);
    expect(fake.screen.cursor()).toEqual({ row: 6, column: 34 });
  });

  it('stacks at 40 columns and cuts nothing', () => {
    const { fake } = open({ columns: 40, roundBudget: 1_800_000 });
    fake.send('Texts that mean similar things lie close');
    expect(fake.screen.rows()).toEqual([
      '  Question 1 of 3 · #4 retrieval ·',
      '  senior',
      '',
      '  Tell me what an embedding is, and how',
      '  you would run this in production for',
      '  four years.',
      '',
      '  │ Texts that mean similar things lie',
      '  │ close',
      '  │',
      '  │',
      '  │',
      '  │',
      '  5:00 left · round 30:00 left',
      '  7 words',
      '  Ctrl+D submit  Ctrl+C pause  F1 keys',
    ]);
  });

  it('fits 20 columns by 8 rows', () => {
    const { fake, box } = open({ columns: 20, rows: 8 });
    fake.send('Texts that mean similar things');
    expect(fake.screen.rows().slice(0, 4)).toEqual([
      '  four years.',
      '  │ Texts that',
      '  │ mean similar',
      '  │ things',
    ]);
    expect(box().at(-1)).toBe('  5:00 left      F1');
    expect(box()).toHaveLength(7);
  });

  it('starts from a draft with its cursor', () => {
    const { fake, box } = open({ draft: { text: 'one\ntwo three', cursor: 7, firstKey: 900 } });
    fake.send('!');
    expect(box().slice(0, 2)).toEqual(['  │ one', '  │ two! three']);
    expect(fake.screen.cursor().column).toBe(8);
  });

  it('grows with the answer to the end of the screen, then scrolls, and gives the rows back', () => {
    const { fake, box } = open();
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index}`);
    const empty = fake.screen.rows();
    fake.send(`\x1b[200~${lines.join('\n')}\x1b[201~`);
    const barred = (from: number, to: number): string[] => lines.slice(from, to).map((line) => `  │ ${line}`);
    expect(box().slice(0, -1)).toEqual(['  ↑ line 12', ...barred(13, 30)]);
    fake.send(KEY.up.repeat(20));
    expect(box().slice(0, -1)).toEqual(['  ↑ line 9', ...barred(10, 26), '  ↓ line 26']);
    fake.send(KEY.up.repeat(30));
    expect(box().slice(0, -1)).toEqual([...barred(0, 17), '  ↓ line 17']);
    expect(fake.screen.rows()[0]).toBe('  Question 1 of 3 · #4 retrieval · senior');
    expect(fake.screen.terminal.buffer.active.baseY).toBe(0);
    fake.send('\x1b[1;5F\x15' + '\x7f\x15'.repeat(29));
    expect(fake.screen.rows()).toEqual(empty);
  });

  it('lists the keys on F1 until the next key', () => {
    const { fake, box } = open();
    fake.send('text');
    const before = fake.screen.rows();
    fake.send(KEY.help);
    expect(fake.screen.rows()[0]).toBe('  Keys');
    expect(fake.screen.rows().join('\n')).toContain('esc goes back · typing continues your answer');
    expect(fake.screen.rows().join('\n')).toContain('Ctrl+W         delete previous word');
    expect(fake.written().lastIndexOf('\x1b[?25l')).toBeGreaterThan(fake.written().lastIndexOf('\x1b[?25h'));
    fake.send(KEY.enter);
    expect(fake.screen.rows()).toEqual(before);
    expect(box()[0]).toBe('  │ text');
    expect(fake.screen.cursor()).toEqual({ row: 5, column: 8 });
  });

  it.each([
    ['q', 'text'],
    [' ', 'text'],
    ['x', 'textx'],
    ['quick', 'textquick'],
  ])('leaves that list by %j, and the text is then %j', (key, text) => {
    const { fake, box } = open();
    fake.send('text\x1bOP');
    fake.send(key);
    expect(box()[0]).toBe(`  │ ${text}`);
  });

  it('drops text typed on the keys page of a spoken answer', async () => {
    const { fake, result } = open({ spoken: true });
    fake.send('\x1bOP');
    expect(fake.screen.rows().join('\n')).toContain('esc goes back');
    expect(fake.screen.rows().join('\n')).not.toContain('typing');
    fake.send('words');
    fake.send(KEY.submit);
    await pass(0);
    expect(result()?.draft.text).toBe('');
  });

  it('scrolls a long page only to its end', () => {
    const { fake } = open({ columns: 40, rows: 12 });
    fake.send(KEY.help + KEY.down.repeat(50));
    const end = fake.screen.rows();
    expect(end.join('\n')).toContain('fg resumes');
    fake.send(KEY.up);
    expect(fake.screen.rows()).not.toEqual(end);
  });

  it('refuses a paste of a megabyte and says so', () => {
    const { fake, box, changes } = open();
    fake.send(`kept\x1b[200~${'x'.repeat(1_000_000)}\x1b[201~`);
    expect(box()[0]).toBe('  │ kept');
    expect(box()[6]).toMatch(/^ {2}Too long: 1,000,000 more characters/);
    expect(changes.at(-1)?.text).toBe('kept');
  });
});

describe('the clock', () => {
  it('changes each second and moves nothing else', async () => {
    const { fake, box } = open();
    fake.send('some words');
    const before = fake.bytes.length;
    await pass(3000);
    expect(box()[6]).toBe(`  4:57 left · 2 words                   ${HINTS}`);
    expect(fake.screen.cursor()).toEqual({ row: 5, column: 14 });
    const ticks = fake.bytes.slice(before);
    expect(ticks).toHaveLength(3);
    expect(Math.max(...ticks.map((tick) => tick.length))).toBeLessThan(40);
  });

  it('warns in words in the last fifth and counts up after zero', async () => {
    const { fake, result } = open({ budget: 10_000 });
    fake.send('x');
    await pass(8000);
    expect(fake.screen.rows().at(-1)).toMatch(/^ {2}0:02 left, nearly time · 1 word/);
    await pass(5000);
    expect(fake.screen.rows().at(-1)).toMatch(/^ {2}0:03 over · 1 word/);
    expect(result()).toBeNull();
  });

  it('is absent without a timer', () => {
    const { fake } = open({ budget: null });
    expect(fake.screen.rows().at(-1)).toMatch(/^ {2}0 words +Ctrl\+D submit/);
  });

  it('says when it is strict, and closes the answer with its text at zero', async () => {
    const { fake, result } = open({ budget: 5000, strict: true });
    fake.send('half a w');
    expect(fake.screen.rows().at(-1)).toMatch(/^ {2}0:05 left, closes at 0:00 · 3 words/);
    await pass(5000);
    expect(fake.screen.rows().slice(-3)).toEqual(['  │ half a w', '', '  time is up · 0:05 · 3 words']);
    // Keys typed now were meant for the answer, so they are dropped.
    fake.send('ord and\r\x04');
    expect(result()).toBeNull();
    await pass(500);
    expect(result()).toEqual({ end: 'timeout', draft: { text: 'half a w', cursor: 8, firstKey: 0 } });
  });

  it("closes a strict answer when the round's time is up", async () => {
    const { result } = open({ budget: null, strict: true, roundBudget: 2000 });
    await pass(2500);
    expect(result()?.end).toBe('timeout');
  });

  it('reports that the process was suspended', async () => {
    const resumed = vi.fn();
    open({ resumed });
    await pass(10_000);
    expect(resumed).not.toHaveBeenCalled();
    // In a suspended process time passes but timers do not fire.
    const now = performance.now();
    vi.spyOn(performance, 'now').mockImplementation(() => now + 60_000);
    await pass(250);
    expect(resumed).toHaveBeenCalledTimes(1);
    vi.restoreAllMocks();
  });
});

describe('the bell', () => {
  const heard = (setting: Setting): Open & { rings: () => number } => {
    let times = 0;
    const ring = (): void => {
      times += 1;
    };
    return { ...open({ ...setting, ring }), rings: () => times };
  };

  it('rings once at the last minute and once at time-up', async () => {
    const { rings } = heard({ budget: 65_000 });
    await pass(4900);
    expect(rings()).toBe(0);
    await pass(200);
    expect(rings()).toBe(1);
    await pass(59_800);
    expect(rings()).toBe(1);
    await pass(600);
    expect(rings()).toBe(2);
    await pass(10_000);
    expect(rings()).toBe(2);
  });

  it('rings for the clock of the round too', async () => {
    const { rings } = heard({ budget: 300_000, roundBudget: 61_000 });
    await pass(61_500);
    expect(rings()).toBe(2);
  });

  it('rings as a strict clock closes the answer', async () => {
    const { rings, result } = heard({ budget: 2000, strict: true });
    await pass(4000);
    expect([result()?.end, rings()]).toEqual(['timeout', 1]);
  });

  it('rings while an editor has the terminal', async () => {
    const edit: Edit = () => new Promise(() => undefined);
    const { rings } = heard({ budget: 2000, edit, opensEditor: true });
    await pass(2500);
    expect(rings()).toBe(1);
  });

  it('does not ring for an answer that starts in its last minute', async () => {
    const { rings } = heard({ budget: 60_000 });
    await pass(59_000);
    expect(rings()).toBe(0);
  });
});

describe('the Ask line', () => {
  const ASK = '\x0f';
  /** A box whose interviewer tells one thing, or has a problem. */
  const opened = (setting: Setting & { problem?: string } = {}) => {
    const asked: string[] = [];
    const rows = (): Row[] => asked.map((question) => row(`told: ${question}`));
    const clarify = {
      newest: rows,
      told: rows,
      isHinted: true,
      ask(question: string) {
        if (setting.problem !== undefined) return Promise.resolve({ reply: '', problem: setting.problem });
        asked.push(question);
        return Promise.resolve({ reply: 'told' });
      },
    };
    return { ...open({ clarify, ...setting }), asked };
  };

  it('takes one line while the answer stays, and shows the reply above the box', async () => {
    const { fake, asked, box, changes } = opened({ columns: 100 });
    fake.send(`my answer${ASK}`);
    fake.send('how many\x1b[200~ of\nthem\x1b[201~?');
    expect(box().slice(0, 6)).toEqual(['  │ my answer', ...Array.from({ length: 4 }, () => '  │'), '  │']);
    expect(box()[6]).toBe('  Ask │ how many of them?');
    expect(box()[7]).toMatch(/^ {2}5:00 left · 2 words +Enter ask {3}Esc back to your answer$/);
    expect(fake.screen.cursor()).toEqual({ row: 11, column: 25 });
    expect(changes.at(-1)).toMatchObject({ text: 'my answer', asking: 'how many of them?' });
    fake.send(KEY.enter);
    await pass(0);
    expect(asked).toEqual(['how many of them?']);
    expect(fake.screen.rows().slice(5, 8)).toEqual(['  told: how many of them?', '', '  │ my answer']);
    expect(box().at(-1)).toMatch(/Ctrl\+D submit {3}Ctrl\+O ask {3}Ctrl\+C pause {3}F1 keys$/);
    expect(changes.at(-1)).toEqual({ text: 'my answer', cursor: 9, firstKey: 0 });
    fake.send('!');
    expect(box()[0]).toBe('  │ my answer!');
  });

  it('is among the keys of help only where something can be asked', () => {
    const { fake } = opened();
    fake.send(KEY.help);
    expect(fake.screen.rows().join('\n')).toContain('Ctrl+O');
    const plain = open({});
    plain.fake.send(KEY.help);
    expect(plain.fake.screen.rows().join('\n')).toContain('Ctrl+G');
    expect(plain.fake.screen.rows().join('\n')).not.toContain('Ctrl+O');
  });

  it('keeps its text when Escape or Ctrl+G leaves it', async () => {
    const { fake, asked, box } = opened();
    fake.send(`${ASK}half a`);
    fake.send('\x1b');
    await pass(100);
    fake.send('text');
    expect(box()[0]).toBe('  │ text');
    fake.send('\x1bOQ');
    fake.send(KEY.question);
    fake.send('\x1b');
    await pass(100);
    fake.send(`${ASK} question`);
    expect(box()[6]).toBe('  Ask │ half a question');
    expect(asked).toEqual([]);
  });

  it('keeps what is typed there before the reply', async () => {
    let reply: (said: Reply) => void = () => undefined;
    const ask = () => new Promise<Reply>((resolve) => (reply = resolve));
    const { fake, box } = open({ clarify: { newest: () => [], told: () => [], isHinted: true, ask } });
    fake.send(`${ASK}who${KEY.enter}`);
    fake.send(' else');
    reply({ reply: 'told' });
    await pass(0);
    expect(box()[6]).toBe('  Ask │ who else');
  });

  it('is offered for as long as it takes', async () => {
    const { fake, asked } = opened();
    fake.send(`who?${KEY.submit}`);
    await pass(20_000);
    expect(fake.screen.rows().join('\n')).toContain('That reads like a question.');
    fake.send('y');
    expect(asked).toEqual(['who?']);
  });

  it('is open again after a pause, with what was typed', async () => {
    const { fake, result } = opened();
    fake.send(`answer${ASK}who`);
    fake.send(KEY.pause);
    await pass(0);
    const { end, draft } = result() ?? {};
    expect([end, draft]).toEqual(['pause', { text: 'answer', cursor: 6, firstKey: 0, asking: 'who' }]);
    const { box } = opened({ draft: draft ?? { text: '', cursor: 0, firstKey: null } });
    expect([box()[0], box()[6]]).toEqual(['  │ answer', '  Ask │ who']);
  });

  it('is open again after a pause from the page over it', async () => {
    const { fake, result } = opened();
    fake.send(`answer${ASK}who`);
    fake.send(KEY.question);
    fake.send(KEY.pause);
    await pass(0);
    expect(result()).toMatchObject({ end: 'pause', draft: { text: 'answer', asking: 'who' } });
  });

  it('does not hold up a strict clock, which keeps the answer', async () => {
    const { fake, result } = opened({ budget: 5000, strict: true });
    fake.send(`answer${ASK}who`);
    await pass(6000);
    expect(result()).toMatchObject({ end: 'timeout', draft: { text: 'answer' } });
  });

  it('survives a resize', async () => {
    const { fake, box } = opened({ columns: 100 });
    fake.send(`${ASK}a question of some length that wraps`);
    fake.resize(40, 15);
    await pass(1000);
    expect(box().slice(-4)).toEqual([
      '  │',
      '  Ask ↑ that wraps',
      '  4:59 left · 0 words',
      '  Enter ask   Esc back to your answer',
    ]);
  });

  it('stays open with a sentence if the question cannot be asked', async () => {
    const { fake, box } = opened({ problem: 'Not asked: the disk is full.' });
    fake.send(`${ASK}who\r`);
    await pass(0);
    expect(box().slice(-2)).toEqual(['  Ask │ who', '  Not asked: the disk is full.']);
  });

  it('asks over a spoken answer', async () => {
    const toggle = vi.fn();
    const recording = {
      ...{ rows: () => [], toggle, suspend: () => Promise.resolve(), resume: () => undefined },
    };
    const { fake, asked } = opened({ spoken: true, recording });
    fake.send(`${ASK}how many?`);
    fake.send(' ');
    fake.send(KEY.enter);
    await pass(0);
    expect(asked).toEqual(['how many? ']);
    expect(toggle).not.toHaveBeenCalled();
    expect(fake.screen.rows().join('\n')).toContain('told: how many?');
  });

  it('is not there where nothing can be asked', () => {
    const { fake, box } = open();
    fake.send(`${ASK}text?`);
    expect(box()[0]).toBe('  │ text?');
    expect(box().join('\n')).not.toContain('Ask');
  });

  describe('for a short answer that ends in a question mark', () => {
    const submitted = (text: string) => {
      const all = opened();
      fake = all.fake;
      fake.send(`${text}${KEY.submit}`);
      return all;
    };
    let fake: FakeTerminal;

    it('y asks it, and an undo brings the answer back', async () => {
      const { asked, box, result } = submitted('how many\rusers?');
      expect(box().at(-1)).toBe('  That reads like a question. Ask it? (y asks, Enter submits)');
      fake.send('y');
      await pass(0);
      expect(asked).toEqual(['how many users?']);
      expect([box()[0], result()]).toEqual(['  │', null]);
      fake.send('\x1f');
      expect(box().slice(0, 2)).toEqual(['  │ how many', '  │ users?']);
    });

    it.each([[KEY.enter], [KEY.submit]])('%j submits it', async (key) => {
      const { asked, result } = submitted('how many users?');
      fake.send(key);
      await pass(0);
      expect(result()).toMatchObject({ end: 'submit', draft: { text: 'how many users?' } });
      expect(asked).toEqual([]);
    });

    it('any other key continues', () => {
      const { box, result } = submitted('how many users?');
      fake.send(' I');
      expect([box()[0], result()]).toEqual(['  │ how many users? I', null]);
    });
  });

  it('is not offered for a longer answer', async () => {
    const { fake, result } = opened();
    fake.send(`${'word '.repeat(24)}end?${KEY.submit}`);
    await pass(0);
    expect(result()?.end).toBe('submit');
  });
});

describe('a notice', () => {
  it('gives way to the clock after a while', async () => {
    const { fake, box } = open();
    fake.send('text\x13');
    expect(box().at(-1)).toBe('  Saved.');
    await pass(5000);
    expect(box().at(-1)).toBe('  Saved.');
    await pass(2000);
    expect(box().at(-1)).toMatch(/^ {2}4:53 left · 1 word/);
  });

  it('no longer asks to skip once it has expired', async () => {
    const { fake, result } = open();
    fake.send('\x04');
    await pass(7000);
    fake.send('\x04');
    expect(result()).toBeNull();
  });

  it('says at once that the disk refuses, and Ctrl+S offers a way out', async () => {
    const saving = { problem: () => 'the disk is full', now: () => 'the disk is full', allWell: 'Saved.' };
    const { fake, box, result } = open({ saving });
    fake.send('kept');
    expect(box().at(-2)).toBe('  Not saved: the disk is full. Ctrl+S saves it elsewhere.');
    fake.send('\x13');
    await pass(0);
    expect(result()).toMatchObject({ end: 'rescue', draft: { text: 'kept' } });
    expect(fake.screen.all()).toEqual([]);
  });
});

describe('onChange', () => {
  it('gets every change, with the time of the first key', async () => {
    const { fake, changes } = open();
    fake.send(KEY.up);
    expect(changes).toEqual([]);
    await pass(1200);
    fake.send('ab');
    fake.send('\x1b[D');
    await pass(1000);
    fake.send('c');
    expect(changes).toEqual([
      { text: 'ab', cursor: 2, firstKey: 1200 },
      { text: 'ab', cursor: 1, firstKey: 1200 },
      { text: 'acb', cursor: 2, firstKey: 1200 },
    ]);
  });
});

describe('the end of a box', () => {
  it('by Ctrl+D leaves the full answer in the scrollback, on a clean screen', async () => {
    const { fake, result } = open({ rows: 16 });
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
    fake.send(`\x1b[200~${lines.join('\n')}\x1b[201~`);
    await pass(62_000);
    fake.send(KEY.submit);
    expect(fake.screen.all()).toEqual([
      '  Question 1 of 3 · #4 retrieval · senior',
      '',
      '  Tell me what an embedding is, and how you would run this in production for',
      '  four years.',
      '',
      ...lines.map((line) => `  │ ${line}`),
    ]);
    expect(fake.screen.cursor().column).toBe(0);
    await pass(0);
    const closed = result();
    expect(closed).toMatchObject({
      end: 'submit',
      draft: { text: lines.join('\n'), cursor: 149, firstKey: 0 },
    });
    // Only now does the caller know that it is on disk.
    closed?.confirm?.();
    expect(fake.screen.all().slice(-2)).toEqual(['', '  submitted · 1:02 · 40 words']);
    expect(fake.modes()).toEqual({ raw: true, paste: true, wrap: true });
  });

  it('also comes by Alt+Enter', async () => {
    const { fake, result } = open();
    fake.send('x\x1b\r');
    await pass(0);
    expect(result()?.end).toBe('submit');
  });

  it('asks once before it skips an empty answer', async () => {
    const { fake, result } = open();
    fake.send(` ${KEY.enter}${KEY.submit}`);
    expect(fake.screen.rows().at(-1)).toBe(
      '  Nothing written. Ctrl+D again to skip, any other key to continue',
    );
    fake.send('a');
    expect(fake.screen.rows().at(-1)).toMatch(/5:00 left · 1 word/);
    fake.send(`\x7f${KEY.submit}`);
    expect(result()).toBeNull();
    fake.send(KEY.submit);
    await pass(0);
    expect(result()?.end).toBe('skip');
    expect(fake.screen.rows().at(-1)).toBe('  skipped · 0:00');
  });

  it('by Ctrl+C hides the question and the box', async () => {
    const { fake, result } = open();
    fake.send('kept');
    fake.send(KEY.pause);
    await pass(0);
    expect(fake.screen.all()).toEqual([]);
    expect(result()).toEqual({ end: 'pause', draft: { text: 'kept', cursor: 4, firstKey: 0 } });
  });

  it.each<[BoxEnd, (fake: FakeTerminal) => void]>([
    ['SIGTERM', (fake) => fake.host.emit('SIGTERM')],
    ['SIGHUP', (fake) => fake.host.emit('SIGHUP')],
    ['eof', (fake) => fake.stdin.emit('end')],
    ['broken-output', (fake) => fake.stdout.emit('error', new Error('EPIPE'))],
    ['pause', (fake) => fake.host.emit('SIGINT')],
  ])('comes by %s with the text', async (end, happen) => {
    const { fake, result } = open();
    fake.send('kept');
    happen(fake);
    await pass(0);
    expect(result()).toEqual({ end, draft: { text: 'kept', cursor: 4, firstKey: 0 } });
    await pass(60_000);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('by a crash leaves a clean screen and a restored terminal', () => {
    const { fake } = open();
    fake.send(`kept${KEY.help}`);
    fake.host.emit('exit');
    expect(fake.screen.all()).toEqual([]);
    expect(fake.modes()).toEqual({ raw: false, paste: false, wrap: true });
    expect(fake.written().lastIndexOf('\x1b[?25h')).toBeGreaterThan(fake.written().lastIndexOf('\x1b[?25l'));
  });

  it('by Ctrl+C twice in one packet, as a slow line may send it, quits at once', async () => {
    const { fake, result } = open();
    fake.send('text\x03\x03');
    await pass(0);
    expect(result()).toMatchObject({ end: 'SIGINT', draft: { text: 'text' } });
  });

  it('ignores the keys after it', async () => {
    const { fake, changes } = open();
    fake.send(`done${KEY.submit}more`);
    await pass(0);
    expect(changes.at(-1)?.text).toBe('done');
  });
});

describe('a question too long for the screen', () => {
  const lines = Array.from({ length: 30 }, (_, line) => `line ${line} of the question`);
  const question = lines.join('\n');
  const asked = lines.map((line) => `  ${line}`);
  const head = ['  Question 1 of 3 · #4 retrieval · senior', ''];
  const HINT = '  … the question starts above · Ctrl+G shows all of it';

  it.each([
    ['80×24', { columns: 80, rows: 24 }, head, HINT],
    ['120×40', { columns: 120, rows: 40 }, head, null],
    [
      '40×24',
      { columns: 40, rows: 24 },
      ['  Question 1 of 3 · #4 retrieval ·', '  senior', ''],
      '  … Ctrl+G whole question',
    ],
  ])('leaves at its start, above six rows of answer at %s', async (_, size, header, hint) => {
    const { fake, box, result } = open({ ...size, question });
    const whole = [...header, ...asked];
    const seen = (): string[] => fake.screen.all().filter((line) => line !== hint);
    expect(seen().slice(0, whole.length)).toEqual(whole);
    const above = fake.screen.rows().slice(0, -box().length);
    expect(above).toEqual(hint === null ? [...whole, ''] : [hint, ...whole.slice(1 - above.length)]);
    expect(box().filter((line) => line === '  │')).toHaveLength(6);
    expect(fake.screen.rows()).toHaveLength(size.rows);
    const written = Array.from({ length: 20 }, (_, line) => `answer ${line}`);
    fake.send(`\x1b[200~${written.join('\n')}\x1b[201~`);
    fake.send(KEY.question);
    expect(fake.screen.rows()[0]).toBe(header[0]);
    fake.send('\x1b');
    await pass(100);
    expect(box()[5]).toBe('  │ answer 19');
    expect(seen().slice(0, whole.length)).toEqual(whole);
    fake.send(KEY.redraw + KEY.submit);
    await pass(0);
    result()?.confirm?.();
    // Everything is there once, in order.
    expect(fake.screen.all()).toEqual([
      ...whole,
      '',
      ...written.map((line) => `  │ ${line}`),
      '',
      '  submitted · 0:00 · 40 words',
    ]);
  });

  it('is whole without its header, and then nothing points to its start', () => {
    const { fake } = open({ rows: 38, question });
    expect(fake.screen.rows().slice(0, 31)).toEqual(['', ...asked]);
    const { fake: lower } = open({ rows: 36, question });
    expect(lower.screen.rows().slice(0, 29)).toEqual([HINT, ...asked.slice(2)]);
  });

  it('takes the rows of a higher terminal first, and gives the box six again on a lower one', async () => {
    const { fake, box } = open({ question });
    fake.send(Array.from({ length: 12 }, (_, line) => `answer ${line}`).join('\r'));
    fake.resize(80, 30);
    await pass(400);
    expect(fake.screen.rows().slice(0, 23)).toEqual([HINT, ...asked.slice(8)]);
    expect(box().slice(0, -1)).toHaveLength(6);
    const scrolledOff = (): string[] => fake.screen.all().slice(0, -fake.screen.rows().length);
    expect(scrolledOff()).toEqual([...head, ...asked].slice(0, 16));
    fake.resize(80, 50);
    await pass(400);
    expect(fake.screen.rows().slice(0, 33)).toEqual([...head, ...asked, '']);
    expect(box().slice(0, -1)).toHaveLength(12);
    expect(scrolledOff()).toEqual([...head, ...asked].slice(0, 16));
    fake.resize(80, 24);
    await pass(400);
    expect(fake.screen.rows().slice(0, 17)).toEqual([HINT, ...asked.slice(14)]);
    expect(box().slice(0, -1)).toHaveLength(6);
    expect(box()[5]).toBe('  │ answer 11');
  });

  it('shows the clock of a spoken answer below its end', () => {
    const { fake } = open({ question, spoken: true });
    expect(
      fake.screen
        .all()
        .filter((line) => line !== HINT)
        .slice(0, 32),
    ).toEqual([...head, ...asked]);
    expect(fake.screen.rows()).toHaveLength(24);
    expect(fake.screen.rows().join('\n')).toContain('line 29 of the question\n  ███');
  });

  it('is printed again after a suspend', async () => {
    const { fake } = open({ question });
    fake.send(KEY.stop);
    fake.host.emit('SIGCONT');
    await pass(200);
    const all = fake.screen.all().filter((line) => line !== HINT);
    expect(all.slice(all.lastIndexOf(head[0] ?? '')).slice(0, 32)).toEqual([...head, ...asked]);
  });
});

describe('a repaint', () => {
  it('is drawn at once, and an answer of the terminal is no text', () => {
    const { fake, changes } = open();
    fake.send('a\x1b[?2026;2$yb');
    const before = fake.bytes.length;
    fake.send('c');
    expect(changes.at(-1)?.text).toBe('abc');
    for (const bytes of fake.bytes.slice(before)) {
      expect(bytes.startsWith('\x1b[?2026h')).toBe(true);
      expect(bytes.endsWith('\x1b[?2026l')).toBe(true);
    }
  });
});

describe('a resized terminal', () => {
  it('is painted again once it has been still for a moment', async () => {
    const { fake, box } = open();
    fake.send('Texts that mean similar things lie close together, so I compare by cosine');
    fake.resize(44, 20);
    fake.resize(40, 20);
    const before = fake.bytes.length;
    await pass(300);
    expect(fake.bytes).toHaveLength(before);
    await pass(100);
    expect(box()).toEqual([
      '  │ Texts that mean similar things lie',
      '  │ close together, so I compare by',
      '  │ cosine',
      '  │',
      '  │',
      '  │',
      '  5:00 left · 13 words',
      '  Ctrl+D submit  Ctrl+C pause  F1 keys',
    ]);
    fake.send('!');
    expect(box()[2]).toBe('  │ cosine!');
  });

  it('shows everything exactly once after it grew', async () => {
    const { fake } = open({ columns: 44, rows: 20 });
    fake.send('Texts that mean similar things lie close together');
    fake.resize(80, 30);
    await pass(400);
    expect(fake.screen.all()).toEqual([
      '  Question 1 of 3 · #4 retrieval · senior',
      '',
      '  Tell me what an embedding is, and how you would run this in production for',
      '  four years.',
      '',
      '  │ Texts that mean similar things lie close together',
      '  │',
      '  │',
      '  │',
      '  │',
      '  │',
      `  5:00 left · 8 words                   ${HINTS}`,
    ]);
  });

  it('accepts keys meanwhile', async () => {
    const { fake, box } = open();
    fake.resize(60, 20);
    fake.send('typed');
    await pass(400);
    expect(box()[0]).toBe('  │ typed');
  });
});

describe('Ctrl+L', () => {
  it('repairs what another program wrote on the screen', () => {
    const { fake, box } = open();
    fake.send('text');
    fake.screen.write('\r  noise');
    fake.send(KEY.redraw);
    expect(box()[0]).toBe('  │ text');
  });
});

describe('Ctrl+Z', () => {
  it('gives the screen back, and paints again when the program continues', async () => {
    const resumed = vi.fn();
    const { fake, box } = open({ resumed });
    fake.send(`text${KEY.stop}`);
    expect(fake.screen.all()).toEqual([]);
    expect(fake.killed).toEqual([[0, 'SIGTSTP']]);
    fake.screen.write('$ fg\r\n');
    fake.host.emit('SIGCONT');
    expect(resumed).toHaveBeenCalledTimes(1);
    expect(fake.screen.rows()[0]).toBe('$ fg');
    fake.send('!');
    expect(box()[0]).toBe('  │ text!');
    await pass(1000);
    expect(resumed).toHaveBeenCalledTimes(1);
  });
});

describe('the editor', () => {
  /** An editor that the test controls. */
  function byHand(): {
    edit: Edit;
    given: () => string;
    save: (text: string, at?: number) => void;
    end: (text: string | Error, at?: number) => void;
  } {
    let given = '';
    let options: Parameters<Edit>[1] | undefined;
    let settle: { resolve: (saved: Saved) => void; reject: (error: Error) => void } | undefined;
    return {
      edit: (text, its) =>
        new Promise((resolve, reject) => {
          [given, options, settle] = [text, its, { resolve, reject }];
          its.signal.addEventListener('abort', () => {
            reject(new Error('aborted'));
          });
        }),
      given: () => given,
      save: (text, at = Date.now()) => options?.onSaved({ text, at }),
      end: (text, at = Date.now()) =>
        typeof text === 'string' ? settle?.resolve({ text, at }) : settle?.reject(text),
    };
  }

  /** An editor that saves when it is asked to close. */
  const ignoring =
    (edit: Edit): Edit =>
    (text, options) =>
      edit(text, { ...options, signal: new AbortController().signal });

  it('gets the terminal and the text, reports each save, and returns it as one undo step', async () => {
    const editor = byHand();
    const { fake, changes, box } = open({ edit: editor.edit });
    fake.send(`one two${KEY.editor}`);
    expect(editor.given()).toBe('one two');
    expect(fake.modes()).toEqual({ raw: false, paste: false, wrap: true });
    const before = fake.bytes.length;
    editor.save('one three two');
    await pass(3000);
    expect(fake.bytes).toHaveLength(before);
    expect(changes.at(-1)?.text).toBe('one three two');
    editor.end('one three four two');
    await pass(0);
    expect(box()[0]).toBe('  │ one three four two');
    expect(box()[6]).toMatch(/4:57 left · 4 words/);
    expect(changes.at(-1)?.text).toBe('one three four two');
    fake.send('\x1f\x1f');
    expect(box()[0]).toBe('  │ one two');
  });

  it('opens with Ctrl+X Ctrl+E, while text after a stray Ctrl+X is still text', () => {
    const { fake, box } = open({ edit: () => Promise.reject(new Error('opened')) });
    fake.send('a\x18');
    fake.send('b\x18');
    fake.send('\x1b[200~ and a paste\x1b[201~');
    expect(box()[0]).toBe('  │ ab and a paste');
  });

  it('opens at once if requested', () => {
    const editor = byHand();
    open({ edit: editor.edit, opensEditor: true, draft: { text: 'begun', cursor: 0, firstKey: null } });
    expect(editor.given()).toBe('begun');
  });

  it('leaves the text and says why if it fails or is not set', async () => {
    const editor = byHand();
    const failing = open({ edit: editor.edit });
    failing.fake.send(`kept${KEY.editor}`);
    editor.end(new EditorError('Editor not found: ed.'));
    await pass(0);
    expect(failing.box()[0]).toBe('  │ kept');
    expect(failing.box()[6]).toBe('  Editor not found: ed. Your text is kept.');

    const none = open();
    none.fake.send(`kept${KEY.editor}`);
    expect(none.box()[6]).toBe('  No editor is set. Quit, run `export EDITOR=vim`, then resume.');
  });

  it('stays open at a strict time-up, and the answer is what was saved by then', async () => {
    const editor = byHand();
    const { fake, result, changes } = open({ edit: editor.edit, strict: true, budget: 5000 });
    fake.send(`a${KEY.editor}`);
    editor.save('a in time');
    await pass(6000);
    editor.save('a in time and late');
    expect(result()).toBeNull();
    editor.end('a in time and late');
    await pass(600);
    expect(result()).toEqual({
      end: 'timeout',
      draft: { text: 'a in time', cursor: 9, firstKey: 0 },
      late: 'a in time and late',
    });
    expect(changes.at(-1)?.text).toBe('a in time');
    expect(fake.screen.rows().slice(-2)).toEqual([
      '  time is up · 0:05 · 3 words',
      '  What you saved after that is kept and marked as late.',
    ]);
  });

  it('saved in time if it saved just before a strict time-up, even if noticed later', async () => {
    const editor = byHand();
    const { fake, result } = open({ edit: editor.edit, strict: true, budget: 5000 });
    fake.send(`a${KEY.editor}`);
    await pass(4900);
    const inTime = Date.now();
    await pass(500);
    editor.end('a in time', inTime);
    await pass(600);
    expect(result()).toMatchObject({ end: 'timeout', draft: { text: 'a in time' } });
    expect(result()).not.toHaveProperty('late');
  });

  it('is heard if it saves while being closed', async () => {
    const editor = byHand();
    const { fake, result } = open({ edit: ignoring(editor.edit) });
    fake.send(`a${KEY.editor}`);
    fake.host.emit('SIGTERM');
    editor.end('a saved at the last moment');
    await pass(0);
    expect(result()).toMatchObject({ end: 'SIGTERM', draft: { text: 'a saved at the last moment' } });
  });

  it('keeps a cursor at the end of the text at the end', async () => {
    const editor = byHand();
    const { fake, box } = open({ edit: editor.edit });
    fake.send(`One.${KEY.editor}`);
    editor.end('Won. And more.');
    await pass(0);
    fake.send(' Next.');
    expect(box()[0]).toBe('  │ Won. And more. Next.');
  });

  it('leaves no late text if it saves nothing after a strict time-up', async () => {
    const editor = byHand();
    const { fake, result } = open({ edit: editor.edit, strict: true, budget: 5000 });
    fake.send(`a${KEY.editor}`);
    await pass(6000);
    editor.end('a');
    await pass(600);
    expect(result()).toEqual({ end: 'timeout', draft: { text: 'a', cursor: 1, firstKey: 0 } });
  });

  it('is closed on SIGTERM, and what it saved is kept', async () => {
    const editor = byHand();
    const { fake, result } = open({ edit: editor.edit });
    fake.send(`a${KEY.editor}`);
    editor.save('a saved');
    fake.host.emit('SIGTERM');
    await pass(0);
    expect(result()).toEqual({ end: 'SIGTERM', draft: { text: 'a saved', cursor: 7, firstKey: 0 } });
  });
});
