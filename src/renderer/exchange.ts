import type { Clarification, Turn } from '../engine/event.ts';
import { type Session, questionAt, recordOf } from '../engine/session.ts';
import { cleanLine } from '../text/clean.ts';
import { type Row, row } from '../text/rows.ts';
import { truncate, wrapSpans } from '../text/wrap.ts';
import { renderMarkdown } from './markdown.ts';

/** The last reply of a turn, below the names of the facts that were told before it. */
export function newestRows(session: Session, turn: Turn, room: number): Row[] {
  const newest = recordOf(session, turn)?.clarified.slice(-1) ?? [];
  const before = exchangeOf(session, turn).filter((each) => !newest.includes(each));
  const names = new Set(before.flatMap(({ fact }) => fact ?? []));
  const told = truncate(cleanLine(`Told: ${[...names].join(' · ')}`), room);
  return [...(names.size === 0 ? [] : [row(told, 'dim')]), ...toldRows(newest, room).slice(1)];
}

/** What was asked and told in a turn, and in those before it of the same question. */
export function exchangeRows(session: Session, turn: Turn, room: number): Row[] {
  return toldRows(exchangeOf(session, turn), room);
}

/** Clarifying questions with their replies, each below an empty row. */
export function toldRows(exchange: readonly Clarification[], room: number): Row[] {
  return exchange.flatMap(({ question, reply }) => [
    [],
    ...wrapSpans(row(`You asked: ${cleanLine(question)}`, 'dim'), room),
    ...renderMarkdown(reply, room),
  ]);
}

function exchangeOf(session: Session, { q }: Turn): Clarification[] {
  return questionAt(session, q).turns.flatMap(({ clarified }) => clarified);
}
