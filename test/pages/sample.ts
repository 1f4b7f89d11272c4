import { fileURLToPath } from 'node:url';
import type { Question } from '../../src/bank/question.ts';
import { loadBanks } from '../../src/bank/loader/load-banks.ts';
import type { Event, Findings, Verdict } from '../../src/engine/event.ts';
import { plan } from '../../src/engine/plan.ts';
import { type Transcript, transcriptOf } from '../../src/transcript/transcript.ts';
import { fakeEnv } from '../support/env.ts';
import { makeQuestion } from '../support/question.ts';
import { happen, start, started } from '../support/simulate.ts';

const SHIPPED = fileURLToPath(new URL('../../questions', import.meta.url));
const MINUTE = 60_000;

const ANSWER = `An embedding is a dense vector; texts that mean similar things lie close together.

1. I parse, chunk and embed offline; the index holds vector, text and metadata.
2. Online I embed the query with the *same* model.

    def search(query: str, k: int = 8) -> List[Passage]:
        return index.search(embed(query), k, filter=may_read(user))   # inside the search, never after it, or you get nothing

Chunk size moves quality more than the model does. `;

/** What breaks pages: wide tables, code without spaces, endless addresses, headings, checkboxes, images, HTML. */
const UNRULY = `# A heading of the bank's

| model | dimensions | memory for twelve million | recall at ten on our questions | what it costs in a month |
|---|---:|---:|---:|---|
| \`a-model-with-a-very-long-name-v3-large-instruct\` | 1,024 | 49 GB | 0.81 | 1,200 |
| small | 384 | 18 GB | 0.74 | <b>300</b> |

\`\`\`python
vectors = ${'normalise('.repeat(30)}x${')'.repeat(30)}
\`\`\`

- [x] done, https://example.org/${'long/'.repeat(40)}
- [ ] not done ![a picture](https://example.org/x.png) and a note[^1]

> quoted [link](https://example.org/) and [script](javascript:alert(1)) <script>alert(1)</script>

[^1]: The note.`;

/** One question answered, followed up, judged. */
function judged(q: number, { question }: { question: Question }): [Event, number][] {
  const names = question.keyPoints.map(({ name }) => name);
  return [
    [{ type: 'asked', turn: { q }, budget: 5 * MINUTE }, 0],
    [{ type: 'answered', turn: { q }, state: 'submitted', text: ANSWER, firstKey: 40_000 }, 4 * MINUTE],
    [{ type: 'asked', turn: { q, followUp: 0 }, budget: MINUTE }, 0],
    [
      {
        type: 'answered',
        turn: { q, followUp: 0 },
        state: 'timed-out',
        text: 'I would check',
        firstKey: 9000,
        late: 'I would check the order of the merge first.',
      },
      1.5 * MINUTE,
    ],
    [{ type: 'predicted', q, certainty: 3 }, 4000],
    [{ type: 'found', q, ...findings(q, names) }, 0],
    [{ type: 'revealed', q }, 1000],
    [{ type: 'ticked', q, names: names.filter((_, place) => place % 2 === 0) }, MINUTE],
    [{ type: 'rated', q, rating: 'good' }, 1000],
  ];
}

/** The first point found, the second uncertain, the others missing; and a mistake. */
function findings(q: number, names: readonly string[]): Findings {
  const evidence = { turn: { q }, start: ANSWER.indexOf('Chunk size'), end: ANSWER.length };
  const verdictAt = (place: number): Verdict => (place === 0 ? 'found' : place === 1 ? 'unsure' : 'missing');
  const points = names.map((name, place) => ({
    name,
    score: 0.5,
    verdict: verdictAt(place),
    evidence: place < 2 ? evidence : null,
    missing: [],
  }));
  return { matcher: 1, points, mistakes: [{ index: 0, evidence }] };
}

/** A round with everything a transcript can contain, over real questions and one made to break pages. */
export async function sampleTranscript(): Promise<Transcript> {
  const { env } = fakeEnv({ cwd: SHIPPED, shippedBank: SHIPPED });
  const { banks } = await loadBanks(env, [SHIPPED]);
  const real = banks[0]?.questions.filter(({ number }) => [4, 83].includes(number)) ?? [];
  const unruly = makeQuestion(999, {
    title: 'Unruly <b>title</b> & more',
    question: UNRULY,
    expected: UNRULY,
  });
  const questions = [...real, unruly, ...real];
  const begun = {
    ...started(1),
    plan: plan(questions, { timer: true, minutes: null, pace: 1, followUps: 2 }),
  };
  const last = begun.plan.length - 1;
  const events: [Event, number][] = [
    ...begun.plan.slice(0, last).flatMap((planned, q) => judged(q, planned)),
    [{ type: 'asked', turn: { q: last }, budget: 5 * MINUTE }, 0],
    [{ type: 'answered', turn: { q: last }, state: 'skipped', text: 'Never mind', firstKey: 1000 }, MINUTE],
    [{ type: 'ended', reason: 'left early', draft: null }, 0],
  ];
  const { session } = events.reduce((live, [event, ms]) => happen(live, event, ms), start(begun));
  return { ...transcriptOf(session), conflicts: ['Question #4 was answered twice, on two machines.'] };
}
