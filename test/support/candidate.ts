import type { Event, Turn } from '../../src/engine/event.ts';
import { sameTurn } from '../../src/engine/event.ts';
import type { Random } from '../../src/engine/random.ts';
import {
  asks,
  box,
  covers,
  debrief,
  PAUSED,
  PREDICTION,
  RATING,
  READING,
  READY,
  VERDICT,
} from './program.ts';
import type { Pty, Screen } from './pty.ts';
import { KEY } from './pty.ts';

type Place = 'ready' | 'box' | 'prediction' | 'verdict' | 'reading' | 'rating' | 'paused' | 'over';

/** What a screen asks for. */
export interface Sight {
  place: Place;
  /** The turn of the box. */
  turn: Turn | null;
  /** Seconds left on the box's clock, if any. */
  left: number | null;
}

/** The Ask line of a box is open. */
const ASKING = ({ rows }: Screen): boolean => (rows.at(-1) ?? '').endsWith('Esc back to your answer');

const PLACES: readonly (readonly [Place, (screen: Screen) => boolean])[] = [
  ['paused', PAUSED],
  ['box', (screen) => box('')(screen) || ASKING(screen)],
  ['ready', READY],
  ['prediction', PREDICTION],
  ['verdict', VERDICT],
  ['reading', READING],
  ['rating', RATING],
  ['over', debrief('Round')],
];

/** What this screen asks for; null while it is changing. Questions are in number order. */
export function sightOf(screen: Screen): Sight | null {
  const place = PLACES.find(([, isShown]) => isShown(screen))?.[0];
  if (place === undefined) return null;
  if (place !== 'box') return { place, turn: null, left: null };
  const header = screen.rows.findLast((text) => /^ {2}(?:Question|Follow-up)/.test(text)) ?? '';
  const q = Number(/#(\d+)/.exec(header)?.[1]) - 1;
  const followUp = /Follow-up (\d+)/.exec(header)?.[1];
  const clock = /(\d+):(\d\d) left/.exec(screen.rows.at(-1) ?? '');
  return {
    place,
    turn: followUp === undefined ? { q } : { q, followUp: Number(followUp) - 1 },
    left: clock === null ? null : Number(clock[1]) * 60 + Number(clock[2]),
  };
}

const POINTS = ['Cool', 'Dry', 'Turned', 'A diary of'];
const SUBJECTS = ['bread', 'seeds', 'apples'];

/**
 * A candidate who plays rounds of the short bank at random and records what the screens prove: a screen that follows an
 * action proves that the action was taken.
 */
export class Candidate {
  readonly #random: Random;
  #acting: (pty: Pty) => void = () => undefined;
  #known: Event[] = [];
  /** The events proved once the next screen shows. */
  #due: Event[] = [];
  #last: Sight | null = null;
  #typed: { text: string; left: number | null }[] = [{ text: '', left: null }];
  #words = 0;
  #pauses = 2;
  #returns = 1;

  constructor(random: Random) {
    this.#random = random;
  }

  /** The events proved by the screens so far, without those that start or continue a session. */
  get known(): readonly Event[] {
    return this.#known;
  }

  /** The text of the box over time, with the clock; the last has everything typed. */
  get typed(): readonly { text: string; left: number | null }[] {
    return this.#typed;
  }

  /** Returns to a session with these events and this draft. */
  comeBack(events: readonly Event[], draft: string): void {
    this.#known = [...events];
    this.#due = [];
    this.#last = null;
    this.#typed = [{ text: draft, left: null }];
  }

  /** Plays until the round is over, reporting each action; rejects if the program ends before that. */
  async play(pty: Pty, acting: (pty: Pty) => void = () => undefined): Promise<void> {
    this.#acting = acting;
    for (;;) {
      const isNext = (screen: Screen): boolean => this.#isNews(sightOf(screen));
      const sight = sightOf(await pty.waitFor(isNext, 'what comes next'));
      if (sight === null) throw new Error('the screen has changed meanwhile');
      this.see(sight);
      if (sight.place === 'over') return;
      await this.#act(pty, sight);
    }
  }

  /** Records what a screen proves. */
  see(sight: Sight): void {
    const from = this.#last;
    if (!this.#isNews(sight)) {
      this.#last = sight;
      return;
    }
    this.#last = sight;
    this.#known.push(...this.#due);
    this.#due = [];
    this.#seeReveal(sight);
    if (sight.place === 'over') this.#knowOnce({ type: 'ended', reason: 'finished', draft: null });
    if (sight.turn !== null) this.#seeBox(sight.turn, from);
  }

  #isNews(sight: Sight | null): boolean {
    if (sight === null) return false;
    const last = this.#last;
    if (last?.place !== sight.place) return true;
    return sight.turn !== null && last.turn !== null && !sameTurn(sight.turn, last.turn);
  }

  /** A reveal needs no action by the candidate. */
  #seeReveal({ place }: Sight): void {
    const q = this.#q();
    const isSkipped = this.#isSkipped(q);
    if (!['verdict', 'reading', 'rating'].includes(place) && !isSkipped) return;
    if (!isSkipped) this.#knowOnce({ type: 'found', q, matcher: 0, points: [], mistakes: [] });
    this.#knowOnce({ type: 'revealed', q });
  }

  #isSkipped(q: number): boolean {
    return this.#known.some(
      (event) => event.type === 'answered' && event.state === 'skipped' && sameTurn(event.turn, { q }),
    );
  }

  #seeBox(turn: Turn, from: Sight | null): void {
    const isAsked = this.#known.some((event) => event.type === 'asked' && sameTurn(event.turn, turn));
    if (!isAsked) {
      this.#known.push({ type: 'asked', turn, budget: turn.followUp === undefined ? 240_000 : 120_000 });
      this.#typed = [{ text: '', left: null }];
    } else if (from?.place === 'ready' || from?.place === 'paused') this.#known.push({ type: 'resumed' });
    else if (from?.place === 'prediction') this.#typed = [{ text: this.#answered()?.text ?? '', left: null }];
  }

  #answered(): Extract<Event, { type: 'answered' }> | undefined {
    return this.#known.findLast((event) => event.type === 'answered');
  }

  #knowOnce(event: Event): void {
    const same = (other: Event): boolean =>
      other.type === event.type && (!('q' in event) || ('q' in other && other.q === event.q));
    if (!this.#known.some(same)) this.#known.push(event);
  }

  /** The question that the last event was about. */
  #q(): number {
    for (const event of [...this.#known].reverse()) {
      if ('turn' in event) return event.turn.q;
      if ('q' in event) return event.q;
    }
    return 0;
  }

  #press(pty: Pty, keys: string, due: Event[] = []): void {
    this.#acting(pty);
    this.#due = due;
    pty.type(keys);
  }

  async #act(pty: Pty, { place, turn }: Sight): Promise<void> {
    const q = this.#q();
    switch (place) {
      case 'box':
        return this.#answer(pty, turn ?? { q });
      case 'prediction':
        this.#predict(pty, q);
        return;
      case 'verdict':
        return this.#tick(pty, q);
      case 'rating': {
        const choice = this.#upTo(4);
        const rating = (['again', 'hard', 'good', 'easy'] as const)[choice] ?? 'again';
        this.#press(pty, String(choice + 1), [{ type: 'rated', q, rating }]);
        return;
      }
      case 'paused':
        return this.#goOnOrSkip(pty);
      case 'reading':
        this.#press(pty, 'd', this.#isSkipped(q) ? [] : [{ type: 'read', q, upTo: 'done' }]);
        return;
      case 'ready':
        this.#press(pty, KEY.enter);
        return;
      case 'over':
        return;
    }
  }

  async #answer(pty: Pty, turn: Turn): Promise<void> {
    // A kill left a question there that was not asked yet, or not seen.
    if (ASKING(pty.screen())) {
      // Ctrl+U and Enter leave it empty.
      this.#press(pty, `\x15${KEY.enter}`);
      await pty.waitFor(box(''), 'the box without its Ask line');
    }
    if (this.#upTo(4) === 0) await this.#ask(pty, turn);
    for (let chunks = 1 + this.#upTo(3); chunks > 0; chunks--) {
      await this.#type(pty);
      if (this.#pauses > 0 && this.#upTo(8) === 0) {
        this.#pauses -= 1;
        this.#press(pty, KEY.ctrlC, [{ type: 'paused', by: 'key' }]);
        return;
      }
    }
    const text = this.#typed.at(-1)?.text ?? '';
    this.#press(pty, KEY.ctrlD, [{ type: 'answered', turn, state: 'submitted', text, firstKey: null }]);
  }

  async #goOnOrSkip(pty: Pty): Promise<void> {
    const opened = this.#known.findLast((event) => event.type === 'asked' || event.type === 'reopened');
    if (opened === undefined || this.#upTo(3) > 0) {
      this.#press(pty, KEY.enter);
      return;
    }
    const text = this.#typed.at(-1)?.text ?? '';
    if (text.trim() !== '') {
      this.#press(pty, 's');
      await pty.waitFor(asks('s skips it'));
    }
    this.#press(pty, 's', [{ type: 'answered', turn: opened.turn, state: 'skipped', text, firstKey: null }]);
  }

  /** Asks something that the bank has no fact about. */
  async #ask(pty: Pty, turn: Turn): Promise<void> {
    const question = `who is w${(this.#words += 1)}?`;
    this.#press(pty, `${KEY.ctrlO}${question}${KEY.enter}`);
    await pty.waitFor(`You asked: ${question}`);
    await pty.waitFor(box(''), 'the box after a reply');
    const reply = 'Nothing on that. Assume something and say so.';
    this.#known.push({ type: 'clarified', turn, question, reply });
  }

  /** Types a few words, and sometimes pauses to think. */
  async #type(pty: Pty): Promise<void> {
    const before = this.#typed.at(-1)?.text ?? '';
    const words = Array.from({ length: 1 + this.#upTo(5) }, () => `w${(this.#words += 1)}`).join(' ');
    const chunk = `${before === '' ? '' : this.#upTo(4) === 0 ? '\r' : ' '}${words}`;
    // From now on the words may have arrived; the screen and its clock show when they have.
    this.#typed.push({ text: before + chunk.replace('\r', '\n'), left: null });
    this.#press(pty, chunk);
    const shown = await pty.waitFor(words.split(' ').at(-1) ?? words);
    this.#typed.push({ text: before + chunk.replace('\r', '\n'), left: sightOf(shown)?.left ?? null });
    if (this.#upTo(4) === 0) await new Promise((resolve) => setTimeout(resolve, this.#upTo(4000)));
  }

  #predict(pty: Pty, q: number): void {
    const last = this.#answered();
    if (this.#returns > 0 && this.#upTo(4) === 0 && last !== undefined) {
      this.#returns -= 1;
      this.#press(pty, KEY.backspace, [{ type: 'reopened', turn: last.turn }]);
      return;
    }
    const certainty = (1 + this.#upTo(4)) as 1 | 2 | 3 | 4;
    this.#press(pty, String(certainty), [{ type: 'predicted', q, certainty }]);
  }

  async #tick(pty: Pty, q: number): Promise<void> {
    const points = POINTS.map((point) => `${point} ${SUBJECTS[q] ?? ''}`);
    // After a resume, earlier ticks are still there.
    let names = this.#tickedOf(q);
    const left = new Set(points.filter((point) => !names.includes(point)));
    const ticked = (): Extract<Event, { type: 'ticked' }> => ({
      type: 'ticked',
      q,
      names,
      ...(left.size === 0 ? {} : { undecided: [...left] }),
      ...(names.length === 0 ? {} : { decided: [...names] }),
    });
    for (const [place, point] of points.entries()) {
      if (names.includes(point) || this.#upTo(2) === 0) continue;
      names = points.filter((other) => names.includes(other) || other === point);
      left.delete(point);
      this.#press(pty, `${KEY.up.repeat(points.length)}${KEY.down.repeat(place)}y`);
      await pty.waitFor(covers(names.length), 'the new tick');
      this.#known.push({ ...ticked(), unfinished: true });
    }
    this.#press(pty, KEY.enter, [ticked(), { type: 'read', q, upTo: 'expected' }]);
  }

  #tickedOf(q: number): readonly string[] {
    const last = this.#known.findLast((event) => event.type === 'ticked' && event.q === q);
    return (last?.type === 'ticked' ? last.names : null) ?? [];
  }

  /** A random integer from 0 to `limit`, exclusive. */
  #upTo(limit: number): number {
    return Math.floor(this.#random() * limit);
  }
}
