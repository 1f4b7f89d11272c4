import { readSessions } from '../disk/sessions.ts';
import type { Env } from '../env.ts';
import { sizeOf } from '../env.ts';
import type { ExitCode } from '../errors.ts';
import { EXIT } from '../errors.ts';
import { isoOf } from '../interview/clock.ts';
import { stateOf } from '../interview/next-step.ts';
import type { Session } from '../interview/session.ts';
import { isAttempted } from '../interview/session.ts';
import { createTheme } from '../terminal/theme.ts';
import { cleanLine } from '../text/clean.ts';
import { jsonText } from '../text/json.ts';
import { truncate } from '../text/wrap.ts';
import { tellDamage } from './damage.ts';

export interface SessionsOptions {
  json?: boolean;
}

/** One line of the listing; see docs/data.md. */
interface SessionSummary {
  id: string;
  startedAt: string;
  endedAt: string | null;
  state: 'finished' | 'ended' | 'paused';
  planned: number;
  answered: number;
  titles: readonly string[];
}

function summaryOf(session: Session): SessionSummary {
  return {
    id: session.id,
    startedAt: isoOf(session.started),
    endedAt: session.ended === null ? null : isoOf(session.ended.stamp),
    state: stateOf(session),
    planned: session.questions.length,
    answered: session.questions.filter(isAttempted).length,
    titles: session.questions.map(({ question }) => question.title),
  };
}

/** `hotseat sessions`: past sessions, newest first. */
export function sessions(env: Env, options: SessionsOptions): ExitCode {
  const stored = readSessions(env.paths);
  for (const one of stored) tellDamage(env, one);
  const summaries = stored
    .flatMap(({ session }) => session ?? [])
    .sort((a, b) => b.started.wall - a.started.wall)
    .map(summaryOf);
  if (options.json) {
    env.stdout.write(jsonText({ version: 1, sessions: summaries }));
    return EXIT.done;
  }
  if (summaries.length === 0) {
    if (stored.every(({ damage }) => damage.length === 0))
      env.stderr.write('There are no sessions yet. `hotseat practice` starts the first one.\n');
    return EXIT.done;
  }
  const theme = createTheme(env, env.stdout);
  const { columns } = sizeOf(env.stdout);
  for (const { id, state, planned, answered, titles } of summaries) {
    const facts = `${state.padEnd(8)}  ${answered} of ${planned} answered`;
    const topic = titles.map(cleanLine).join(', ');
    const room = columns - id.length - facts.length - 6;
    env.stdout.write(
      theme.paintAll(
        room >= 20 || !env.stdout.isTTY
          ? [
              [
                { text: `${id}  ${facts}  `, style: 'plain' },
                { text: env.stdout.isTTY ? truncate(topic, room) : topic, style: 'dim' },
              ],
            ]
          : [[{ text: id, style: 'bold' }], [{ text: `  ${facts}`, style: 'plain' }]],
      ),
    );
  }
  return EXIT.done;
}
