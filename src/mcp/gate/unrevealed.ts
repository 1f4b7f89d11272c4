import { keyOf } from '../../engine/plan.ts';
import { stateOf } from '../../engine/next-step.ts';
import { type Session, type SessionQuestion, isAttempted } from '../../engine/session.ts';

/** What must not be told now. */
export interface Unrevealed {
  /**
   * The questions that a round in progress has still to reveal: by `keyOf`, the ids of those rounds. Nothing of their answers
   * may be told, and nothing of their own text by anything but the round itself.
   */
  asked: ReadonlyMap<string, ReadonlySet<string>>;
  /** Sessions whose questions are unknown, since their first event cannot be read. Any of them may be asking anything. */
  unread: readonly { id: string; touched: number }[];
}

/** What these rounds, and these sessions that cannot be read, have still to reveal. */
export function findUnrevealed(sessions: readonly Session[], unread: Unrevealed['unread']): Unrevealed {
  const asked = new Map<string, Set<string>>();
  for (const session of sessions) {
    if (stateOf(session) !== 'paused') continue;
    for (const planned of session.questions.filter((each) => isToReveal(session, each))) {
      const key = keyOf(planned.question);
      asked.set(key, (asked.get(key) ?? new Set()).add(session.id));
    }
  }
  return { asked, unread };
}

/** After the asking is over, a question that was never answered is not revealed either. */
function isToReveal({ ended }: Session, planned: SessionQuestion): boolean {
  const { revealed } = planned.judgement;
  if (revealed || ended === null) return !revealed;
  return isAttempted(planned) || planned.turns[0]?.state === 'skipped';
}

/** The rounds in progress, other than this session, that have this question. */
export function findRoundsAsking(
  { asked }: Unrevealed,
  question: { bank: string; id: string },
  session: string | null = null,
): string[] {
  return [...(asked.get(keyOf(question)) ?? [])].filter((id) => id !== session);
}

/**
 * Why a session's answers to a question are held back, and what to do; null if they may be told. A session that cannot be
 * read holds back what began before it was last written: a round that starts after that answers its questions again.
 */
export function findHold(
  unrevealed: Unrevealed,
  question: { bank: string; id: string },
  { id, started }: Pick<Session, 'id' | 'started'>,
): { why: string; fix: string } | null {
  const [round] = findRoundsAsking(unrevealed, question, id);
  if (round !== undefined)
    return {
      why: `round ${round} has this question too and has not revealed it`,
      fix:
        `finish that round, or end it if the candidate agrees: finish_round ends one that start_round began, and ` +
        `\`hotseat resume ${round}\`, Ctrl+C, e ends any`,
    };
  const unread = unrevealed.unread.find(({ touched }) => touched >= started.wall);
  if (unread === undefined) return null;
  return {
    why: `session ${unread.id} cannot be read, and may be asking this question`,
    fix:
      `the candidate updates hotseat if a newer one wrote that session, or moves it to the trash with ` +
      `\`hotseat sessions delete ${unread.id}\``,
  };
}
