import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Question } from '../../src/bank/question.ts';
import { encodeLine } from '../../src/journal/segment.ts';
import type { Event, Recorded } from '../../src/engine/event.ts';
import { plan } from '../../src/engine/plan.ts';
import { playOn, start, started } from './simulate.ts';

const HOUR = 3_600_000;

/** Writes a session as journal lines, without a sync after each. */
export function writeSession(home: string, id: string, events: readonly Recorded[]): void {
  const folder = join(home, 'sessions', id);
  const time = new Date(events[0]?.wall ?? 0).toISOString().replace(/\W/g, '');
  const lines = events.map((event, n) => encodeLine(n, event));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, `${time}-written.jsonl`), lines.join(''), { mode: 0o600 });
}

/**
 * Writes this many sessions of three questions, five hours apart; returns their ids, oldest first. Every tenth was quit
 * after its first answer; the others are finished.
 */
export function writeSessions(home: string, number: number, questions: readonly Question[]): string[] {
  const begin = Date.UTC(2020, 0, 1);
  return Array.from({ length: number }, (_, place) => {
    const wall = begin + place * 5 * HOUR;
    const [day = '', time = ''] = new Date(wall).toISOString().split('T');
    const id = `${day}-${time.slice(0, 5).replace(':', '')}-${(place % 46_656).toString(36).padStart(3, '0')}`;
    const asked = [0, 1, 2].flatMap((n) => questions[(place * 3 + n) % questions.length] ?? []);
    const clocks = { timer: true, minutes: null, pace: 1, followUps: 1 };
    const opening = { ...started(), session: id, wall, zone: '+00:00', plan: plan(asked, clocks) };
    const moves = Array<number>(place % 10 === 9 ? 3 : 60).fill(1);
    writeSession(home, id, playOn(start(opening), moves).events);
    return id;
  });
}

/** A round that reopens one answer for at least this many events, and stops with its box open. */
export function longRound(events: number): Recorded[] {
  const moves: Event[] = [
    { type: 'asked', turn: { q: 0 }, budget: 300_000 },
    { type: 'paused', by: 'key' },
    { type: 'resumed' },
    { type: 'answered', turn: { q: 0 }, state: 'submitted', text: '', firstKey: 1000 },
    { type: 'reopened', turn: { q: 0 } },
  ];
  const opening = started();
  const told: Recorded[] = [opening];
  while (told.length < events) {
    for (const move of moves) {
      const at = told.length * 100;
      const event = move.type === 'answered' ? { ...move, text: `Said at ${at}.` } : move;
      told.push({ ...event, at, wall: opening.wall + at, zone: opening.zone });
    }
  }
  return told;
}
