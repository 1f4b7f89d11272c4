import type { Told } from './gate/gate.ts';

/** Where the client cannot show a form, only the terminal can ask for this, and only before the reveal. */
const IN_THE_TERMINAL =
  ' This client has no forms, so the candidate is not asked how many points they expect to have covered. If they want to ' +
  'say, call finish_round (pause), and they run: hotseat resume ';

/** Where a round is, as it may be told. */
type ToldRound = Told['round'];

/** What may still be done about questions that are revealed, by their positions. */
export interface Left {
  toJudge: readonly number[];
  /** The first one whose form the candidate has not seen yet. */
  rate: number | undefined;
}

/** The questions that no one has judged, and those that wait for ticks or a rating, from 1. */
export function findLeft(results: Told['debrief']['results']): { toJudge: number[]; toRate: number[] } {
  const answered = results.filter(
    ({ revealed, state }) => revealed && ['submitted', 'time up'].includes(state),
  );
  return {
    toJudge: answered
      .filter((each) => each.points > 0 && (each.found_by_judge ?? each.decided_by_candidate) === null)
      .map(({ question }) => question),
    toRate: answered
      .filter((each) => each.rating === null || (each.points > 0 && each.decided_by_candidate === null))
      .map(({ question }) => question),
  };
}

/** The question that is judged or passed over before the next one is asked; undefined if none waits for that. */
export function findUnjudged(round: ToldRound, { toJudge }: Left): number | undefined {
  const last = (round.question ?? 1) - 1;
  return round.step === 'ask' && round.follow_up === undefined && toJudge.includes(last) ? last : undefined;
}

/** What the assistant does next in a round, as a few sentences. `left` says what remains of revealed questions. */
export function whatNext(round: ToldRound, hasForms: boolean, left: Left): string {
  const next = nextStepOf(round, left);
  return round.step === 'predict' && !hasForms ? `${next}${IN_THE_TERMINAL}${round.session}` : next;
}

function nextStepOf(round: ToldRound, left: Left): string {
  const unjudged = findUnjudged(round, left);
  switch (round.step) {
    case 'ask':
      if (round.follow_up !== undefined)
        return `Call next_turn to ask follow-up ${round.follow_up} of question ${round.question ?? 1}. Its clock starts then.`;
      if (unjudged !== undefined)
        return (
          `Question ${unjudged} has no verdicts yet, so the next one is not asked: call record_judgement. If the candidate ` +
          'does not want it judged, call next_turn with pass: true.'
        );
      if ('interview' in round)
        return 'Call next_turn for what comes next in the interview. Its clock starts then. Name no title and no number.';
      return `Call next_turn to ask question ${round.question ?? 1} of ${round.questions}. Its clock starts then.`;
    case 'answer':
      return (
        `Ask the candidate the words in "ask", add nothing, and stop: wait for their reply. Give no hint and no opinion. ` +
        `If they ask something first, call ask. Then call submit_answer with turn "${'turn' in round ? round.turn : ''}" and their reply word for word.` +
        ('draft' in round ? ' Show them "draft" too: they began this answer in the terminal.' : '')
      );
    case 'press':
      return (
        'Press once on this answer: call add_follow_up with a question of your own about a claim without support, a step ' +
        'that was skipped or a cost that was not named. With ask: "bank" the bank asks. ' +
        `Up to ${'follow_ups_left' in round ? (round.follow_ups_left ?? 1) : 1} more. If nothing is left to press on, call reveal.`
      );
    case 'transcribe':
    case 'predict':
    case 'find':
    case 'judge':
    case 'reveal':
      return `All answers to question ${round.question ?? 1} are in. Call reveal.`;
    case 'tick':
    case 'story':
    case 'rate':
    case 'end':
    case 'done': {
      const {
        toJudge: [judge],
        rate,
      } = left;
      if (judge !== undefined)
        return `Everything is asked and revealed. Question ${judge} has no verdicts yet: call record_judgement for it.`;
      if (rate !== undefined)
        return `Everything is asked and revealed. Talk question ${rate} through with the candidate, then call rate for it.`;
      return (
        `The round is over. Call finish_round with session "${round.session}" for its results, then talk them through ` +
        'with the candidate.'
      );
    }
  }
}
