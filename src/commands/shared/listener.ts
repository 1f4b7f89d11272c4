import type { RoundOptions } from '../../engine/event.ts';
import type { Listener } from '../../model/listener.ts';
import type { Env } from '../../platform/env.ts';
import { UserError } from '../../platform/errors.ts';
import type { Manner } from '../../round/interviewer.ts';
import type { Sends } from './model.ts';

/** What a round needs of a model, and what the candidate is told about it. */
interface Listening {
  listener: Listener | null;
  sends: Manner['sends'];
}

type Needs = Pick<RoundOptions, 'judge' | 'followUps'>;

/**
 * The model of a new round, if it needs one. Nothing of it is loaded otherwise. Asks whether answers may leave this machine
 * if they would. Throws a UserError if no model is named, or if they may not.
 */
export async function listenerFor(env: Env, needs: Needs): Promise<Listening> {
  if (!needsModel(needs)) return { listener: null, sends: null };
  const { namedModel, openModel, sentence, warning } = await import('./model.ts');
  const model = namedModel(env);
  const client = await openModel(env, model, sendsOf(needs));
  const { openListener } = await import('../../model/listener.ts');
  const { text, isFar } = sentence(model);
  // A check measures verdicts, and a round may use none.
  const doubt = needs.judge === 'model' ? warning(env, model) : null;
  const sends = { text: doubt === null ? text : `${text} ${doubt}`, isFar };
  return { listener: openListener(client, model.calls), sends };
}

/** The model of a paused round. Where there is none any more, the round continues without it and says so. */
export async function listenerToResume(env: Env, needs: Needs): Promise<Listening> {
  try {
    return await listenerFor(env, needs);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { absentListener } = await import('../../model/listener.ts');
    return { listener: absentListener(error.message), sends: null };
  }
}

function sendsOf({ judge, followUps }: Needs): Sends {
  if (judge !== 'model') return 'live round';
  return followUps === 'live' ? 'judged live round' : 'judged round';
}

function needsModel({ judge, followUps }: Needs): boolean {
  return judge === 'model' || followUps === 'live';
}
