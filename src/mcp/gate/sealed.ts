import { keyOf } from '../../engine/plan.ts';
import { stateOf } from '../../engine/next-step.ts';
import { type Session, type SessionQuestion, isAttempted } from '../../engine/session.ts';

/**
 * The questions that a round in progress has still to reveal: by `keyOf`, the ids of those rounds. Nothing of their answers
 * may be told, and nothing of their own text by anything but the round itself.
 */
export type Sealed = ReadonlyMap<string, ReadonlySet<string>>;

export function sealedBy(sessions: readonly Session[]): Sealed {
  const sealed = new Map<string, Set<string>>();
  for (const session of sessions) {
    if (stateOf(session) !== 'paused') continue;
    for (const planned of session.questions.filter((each) => isToReveal(session, each))) {
      const key = keyOf(planned.question);
      sealed.set(key, (sealed.get(key) ?? new Set()).add(session.id));
    }
  }
  return sealed;
}

/** After the asking is over, a question that was never answered is not revealed either. */
function isToReveal({ ended }: Session, planned: SessionQuestion): boolean {
  const { revealed } = planned.judgement;
  if (revealed || ended === null) return !revealed;
  return isAttempted(planned) || planned.turns[0]?.state === 'skipped';
}

/** The rounds in progress, other than this session, that have this question. */
export function othersWith(
  sealed: Sealed,
  question: { bank: string; id: string },
  session: string | null = null,
): string[] {
  return [...(sealed.get(keyOf(question)) ?? [])].filter((id) => id !== session);
}
