import { clean } from '../../text/clean.ts';
import {
  type Buffer,
  type Grouping,
  type Point,
  bufferOf,
  endOf,
  isBefore,
  moveTo,
  redo,
  replace,
  slice,
  undo,
} from './buffer.ts';
import * as motion from './motions.ts';

/** What a keyboard sends: text (of one read), a paste, or a named key such as `ctrl+left`. */
export type Key = { kind: 'text' | 'paste'; text: string } | { kind: 'key'; name: string };

/** The size of the box: columns of text, rows in view. */
export interface Room {
  columns: number;
  rows: number;
}

/** The text being written, and the state that the next key may need. Immutable. */
export interface Composer {
  readonly buffer: Buffer;
  /** The column that up and down return to. */
  readonly goal: number | null;
  /** Killed texts, the latest last. */
  readonly kills: readonly string[];
  /** The last key was a kill, so the next kill joins it. */
  readonly killing: boolean;
  /** The kill that Ctrl+Y inserts: the latest, or the one chosen by Alt+Y since. */
  readonly chosen: number;
  /** Where the last key inserted a kill, so that Alt+Y can replace it with an earlier one. */
  readonly yankedAt: Point | null;
}

/** Longer answers are refused. Several times what anyone writes in a round. */
export const MOST_CHARACTERS = 200_000;

const KILLS_KEPT = 30;

export function composerOf(text: string, cursor: number): Composer {
  const buffer = bufferOf(clean(text), cursor);
  return { buffer, goal: null, kills: [], killing: false, chosen: -1, yankedAt: null };
}

type Motion = (buffer: Buffer) => Point;
type Command = (composer: Composer, room: Room) => Composer;

const settled = (composer: Composer, buffer: Buffer): Composer => ({
  ...composer,
  buffer,
  goal: null,
  killing: false,
  yankedAt: null,
});

const move =
  (target: Motion): Command =>
  (composer) =>
    settled(composer, moveTo(composer.buffer, target(composer.buffer)));

/** A motion by rows on the screen. */
const moveInRoom =
  (target: (buffer: Buffer, columns: number) => Point): Command =>
  (composer, room) =>
    settled(composer, moveTo(composer.buffer, target(composer.buffer, room.columns)));

const rows =
  (by: (room: Room) => number): Command =>
  (composer, room) => {
    const goal = composer.goal ?? motion.columnOf(composer.buffer, room.columns);
    const target = motion.vertical(composer.buffer, by(room), goal, room.columns);
    return { ...settled(composer, moveTo(composer.buffer, target)), goal };
  };

const erase =
  (target: Motion, grouping: Grouping): Command =>
  (composer) => {
    const [from, to] = span(composer.buffer, target);
    return settled(composer, replace(composer.buffer, from, to, '', grouping));
  };

const kill =
  (target: Motion): Command =>
  (composer) => {
    const { buffer, kills } = composer;
    const [from, to] = span(buffer, target);
    const killed = slice(buffer, from, to);
    if (killed === '') return settled(composer, buffer);
    const last = composer.killing ? (kills.at(-1) ?? '') : '';
    const joined = isBefore(from, buffer.cursor) ? killed + last : last + killed;
    const earlier = composer.killing ? kills.slice(0, -1) : kills;
    const next = settled(composer, replace(buffer, from, to, ''));
    const kept = [...earlier, joined].slice(-KILLS_KEPT);
    return { ...next, kills: kept, chosen: kept.length - 1, killing: true };
  };

/** The range between the cursor and a motion's target, in order. */
function span(buffer: Buffer, target: Motion): [Point, Point] {
  const end = target(buffer);
  return isBefore(end, buffer.cursor) ? [end, buffer.cursor] : [buffer.cursor, end];
}

const yank: Command = (composer) => {
  const { buffer, kills, chosen } = composer;
  const text = kills[chosen];
  if (text === undefined) return settled(composer, buffer);
  const next = settled(composer, replace(buffer, buffer.cursor, buffer.cursor, text));
  return { ...next, yankedAt: buffer.cursor };
};

const yankEarlier: Command = (composer) => {
  const { buffer, kills, yankedAt } = composer;
  // As in readline, Alt+Y without a yank does not break a run of kills.
  if (!yankedAt) return composer;
  const chosen = (composer.chosen + kills.length - 1) % kills.length;
  const next = settled(composer, replace(buffer, yankedAt, buffer.cursor, kills[chosen] ?? ''));
  return { ...next, chosen, yankedAt };
};

/** At the end of a line it takes the newline, so pressing Ctrl+K twice takes the full line. */
const restOfLine: Motion = (buffer) => {
  const end = motion.lineEnd(buffer);
  return end.at === buffer.cursor.at ? motion.right(buffer) : end;
};

const insert =
  (text: string, grouping: Grouping): Command =>
  (composer) => {
    const { buffer } = composer;
    return settled(composer, replace(buffer, buffer.cursor, buffer.cursor, text, grouping));
  };

const COMMANDS = new Map<string, Command>(
  Object.entries({
    return: insert('\n', 'type'),
    enter: insert('\n', 'type'),
    tab: insert('    ', 'type'),
    left: move(motion.left),
    'ctrl+b': move(motion.left),
    right: move(motion.right),
    'ctrl+f': move(motion.right),
    up: rows(() => -1),
    'ctrl+p': rows(() => -1),
    down: rows(() => 1),
    'ctrl+n': rows(() => 1),
    pageup: rows((room) => 1 - Math.max(2, room.rows)),
    pagedown: rows((room) => Math.max(2, room.rows) - 1),
    home: moveInRoom(motion.rowStart),
    'ctrl+a': move(motion.lineStart),
    end: moveInRoom(motion.rowEnd),
    'ctrl+e': move(motion.lineEnd),
    'ctrl+home': move(() => ({ line: 0, at: 0 })),
    'alt+<': move(() => ({ line: 0, at: 0 })),
    'ctrl+end': move(endOf),
    'alt+>': move(endOf),
    'alt+b': move(motion.wordLeft),
    'ctrl+left': move(motion.wordLeft),
    'alt+left': move(motion.wordLeft),
    'alt+f': move(motion.wordRight),
    'ctrl+right': move(motion.wordRight),
    'alt+right': move(motion.wordRight),
    backspace: erase(motion.left, 'erase-back'),
    delete: erase(motion.right, 'erase-forward'),
    'ctrl+w': kill(motion.blankLeft),
    'alt+backspace': kill(motion.wordLeft),
    'alt+d': kill(motion.wordRight),
    'ctrl+u': kill(motion.lineStart),
    'ctrl+k': kill(restOfLine),
    'ctrl+y': yank,
    'alt+y': yankEarlier,
    'ctrl+_': (composer: Composer) => settled(composer, undo(composer.buffer)),
    'ctrl+r': (composer: Composer) => settled(composer, redo(composer.buffer)),
  } satisfies Record<string, Command>),
);

/** The text after a key, and a notice if the key was refused. */
export function edit(
  composer: Composer,
  key: Key,
  room: Room,
): { composer: Composer; notice: string | null } {
  if (key.kind === 'key') {
    const next = COMMANDS.get(key.name)?.(composer, room) ?? composer;
    return within(composer, next, next.buffer.length - composer.buffer.length);
  }
  const text = clean(key.text);
  const inserted = insert(text, key.kind === 'text' ? 'type' : 'alone');
  return within(composer, inserted(composer, room), text.length);
}

function within(before: Composer, next: Composer, added: number): ReturnType<typeof edit> {
  if (next.buffer.length <= MOST_CHARACTERS || added <= 0) return { composer: next, notice: null };
  const [more, most] = [added, MOST_CHARACTERS].map((n) => n.toLocaleString('en'));
  const notice = `Too long: ${more} more characters, and an answer holds ${most}. Nothing was added.`;
  return { composer: before, notice };
}
