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

/** Where a key moves to; rows on the screen depend on the columns. */
type Motion = (buffer: Buffer, columns: number) => Point;
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
  (composer, room) => {
    const [from, to] = span(composer.buffer, target(composer.buffer, room.columns));
    return settled(composer, replace(composer.buffer, from, to, '', grouping));
  };

const kill =
  (target: Motion): Command =>
  (composer, room) => {
    const { buffer, kills } = composer;
    const [from, to] = span(buffer, target(buffer, room.columns));
    const killed = slice(buffer, from, to);
    if (killed === '') return settled(composer, buffer);
    const last = composer.killing ? (kills.at(-1) ?? '') : '';
    const joined = isBefore(from, buffer.cursor) ? killed + last : last + killed;
    const earlier = composer.killing ? kills.slice(0, -1) : kills;
    const next = settled(composer, replace(buffer, from, to, ''));
    const kept = [...earlier, joined].slice(-KILLS_KEPT);
    return { ...next, kills: kept, chosen: kept.length - 1, killing: true };
  };

/** The range between the cursor and `end`, in order. */
function span({ cursor }: Buffer, end: Point): [Point, Point] {
  return isBefore(end, cursor) ? [end, cursor] : [cursor, end];
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

const START: Point = { line: 0, at: 0 };

/** Each command with its keys. */
const BINDINGS: readonly (readonly [Command, ...string[]])[] = [
  [insert('\n', 'type'), 'return', 'enter'],
  [insert('    ', 'type'), 'tab'],
  [move(motion.left), 'left', 'ctrl+b'],
  [move(motion.right), 'right', 'ctrl+f'],
  [rows(() => -1), 'up', 'ctrl+p'],
  [rows(() => 1), 'down', 'ctrl+n'],
  [rows((room) => 1 - Math.max(2, room.rows)), 'pageup'],
  [rows((room) => Math.max(2, room.rows) - 1), 'pagedown'],
  [move(motion.rowStart), 'home'],
  [move(motion.lineStart), 'ctrl+a'],
  [move(motion.rowEnd), 'end'],
  [move(motion.lineEnd), 'ctrl+e'],
  [move(() => START), 'ctrl+home', 'alt+<'],
  [move(endOf), 'ctrl+end', 'alt+>'],
  [move(motion.wordLeft), 'alt+b', 'ctrl+left', 'alt+left'],
  [move(motion.wordRight), 'alt+f', 'ctrl+right', 'alt+right'],
  [erase(motion.left, 'erase-back'), 'backspace'],
  [erase(motion.right, 'erase-forward'), 'delete'],
  [kill(motion.blankLeft), 'ctrl+w'],
  [kill(motion.wordLeft), 'alt+backspace'],
  [kill(motion.wordRight), 'alt+d'],
  [kill(motion.lineStart), 'ctrl+u'],
  [kill(restOfLine), 'ctrl+k'],
  [yank, 'ctrl+y'],
  [yankEarlier, 'alt+y'],
  [(composer) => settled(composer, undo(composer.buffer)), 'ctrl+_'],
  [(composer) => settled(composer, redo(composer.buffer)), 'ctrl+r'],
];
const COMMANDS = new Map(BINDINGS.flatMap(([command, ...keys]) => keys.map((key) => [key, command])));

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
