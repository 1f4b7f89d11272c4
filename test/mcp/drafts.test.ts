import { expect, test } from 'vitest';
import { readToContinue } from '../../src/store/continue-session.ts';
import type { Event } from '../../src/engine/event.ts';
import { continueJournal } from '../../src/journal/journal.ts';
import { readSession } from '../../src/journal/sessions.ts';
import { toHtml } from '../../src/transcript/html.ts';
import { toMarkdown } from '../../src/transcript/markdown.ts';
import { transcriptOf } from '../../src/transcript/transcript.ts';
import { tempFolder } from '../support/bank.ts';
import {
  beginInTerminal,
  given,
  markedBank,
  refusal,
  speak,
  type Spoken,
  typeInTerminal,
} from '../support/mcp.ts';

const { folder } = markedBank(2);
const ANSWER = 'I keep it cool and dry.';

/** A round of the terminal, paused at its first question with these words in the box, and a server beside it. */
async function begun(text: string | null, events: readonly Event[] = []): Promise<[Spoken, string]> {
  const spoken = await speak({ banks: [folder], home: tempFolder() });
  const journal = await beginInTerminal(spoken, folder, ['1']);
  journal.append({ type: 'asked', turn: { q: 0 }, budget: null }, 0);
  for (const event of events) journal.append(event, 1);
  if (text !== null) journal.saveDraft({ turn: { q: 0 }, at: 2, text, cursor: 0, firstKey: null });
  journal.close();
  return [spoken, journal.id];
}

const fingerprintIn = (told: string): string => /discard_draft: "(\w+)"/.exec(told)?.[1] ?? 'none';

/** The answer to the first question, everywhere a person may look for it. */
function kept({ env }: Spoken, id: string) {
  const { session } = readSession(env.paths, id);
  const transcript = transcriptOf(session!);
  return {
    turn: transcript.turns[0]!,
    markdown: toMarkdown(transcript),
    html: toHtml(transcript),
  };
}

test.each(['a', 'Half a thought, and\nthe other half.'])(
  'a draft is shown before anything takes its place: %j',
  async (draft) => {
    const [spoken, session] = await begun(draft);
    const submit = (more: object) =>
      spoken.call('submit_answer', { session, turn: '1', answer: ANSWER, ...more });
    // No word of it was shown yet, and a flag is no word of it.
    for (const blind of [{}, { discard_draft: 'true' }, { discard_draft: 'yes, discard it' }])
      expect(refusal(await submit(blind))).toContain(`“${draft}”`);
    expect((await submit({ discard_draft: true })).raw).toMatch(/expected string/i);
    expect(kept(spoken, session).turn.state).toBe('unanswered');
    given(await submit({ discard_draft: fingerprintIn(refusal(await submit({}))) }));
    expect(kept(spoken, session).turn).toMatchObject({ answer: ANSWER, discarded: [draft] });
    await spoken.end();
  },
);

test('what is discarded is in the transcript, under its own name', async () => {
  const [spoken, session] = await begun('Half a thought');
  const call = { session, turn: '1', answer: ANSWER, discard_draft: 'Half  a thought\n' };
  given(await spoken.call('submit_answer', call));
  const { turn, markdown, html } = kept(spoken, session);
  expect(turn.discarded).toEqual(['Half a thought']);
  expect(markdown).toContain('Discarded draft:\n\n> Half a thought');
  expect(html).toContain('Discarded draft:');
  await spoken.end();
});

test('a draft that is the answer is submitted, whatever its white space', async () => {
  const [spoken, session] = await begun('I keep it\n cool and  dry.\n');
  given(await spoken.call('submit_answer', { session, turn: '1', answer: ANSWER }));
  expect(kept(spoken, session).turn).toMatchObject({ answer: ANSWER, state: 'submitted' });
  expect(kept(spoken, session).turn).not.toHaveProperty('discarded');
  await spoken.end();
});

test('a skip passes over no draft unseen either', async () => {
  const [spoken, session] = await begun('Half a thought');
  const skip = (more: object) => spoken.call('submit_answer', { session, turn: '1', skip: true, ...more });
  const told = refusal(await skip({}));
  expect(told).toContain('Half a thought');
  given(await skip({ discard_draft: fingerprintIn(told) }));
  expect(kept(spoken, session).turn).toMatchObject({ state: 'skipped', discarded: ['Half a thought'] });
  expect(kept(spoken, session).markdown).toContain('Discarded draft:');
  await spoken.end();
});

test('a draft that grew since it was shown is shown again', async () => {
  const [spoken, session] = await begun('Half');
  const submit = (more: object) =>
    spoken.call('submit_answer', { session, turn: '1', answer: ANSWER, ...more });
  const old = fingerprintIn(refusal(await submit({})));
  given(await spoken.call('finish_round', { session, how: 'pause' }));
  typeInTerminal(spoken, session, { q: 0 }, 'Half, and more');
  expect(refusal(await submit({ discard_draft: old }))).toContain('“Half, and more”');
  await spoken.end();
});

test('an answer that the candidate went back to is a draft', async () => {
  const turn = { q: 0 };
  const [spoken, session] = await begun(null, [
    { type: 'answered', turn, state: 'submitted', text: 'My first answer', firstKey: null },
    { type: 'reopened', turn },
  ]);
  expect(given(await spoken.call('next_turn', { session }))['draft']).toBe('My first answer');
  const call = { session, turn: '1', answer: ANSWER };
  const told = refusal(await spoken.call('submit_answer', call));
  given(await spoken.call('submit_answer', { ...call, discard_draft: fingerprintIn(told) }));
  expect(kept(spoken, session).turn.discarded).toEqual(['My first answer']);
  await spoken.end();
});

test('what was discarded stays through a later answer in the terminal', async () => {
  const [spoken, session] = await begun('Half a thought');
  const call = { session, turn: '1', answer: ANSWER, discard_draft: 'Half a thought' };
  given(await spoken.call('submit_answer', call));
  await spoken.end();
  const journal = continueJournal(spoken.env, session);
  const { opening, at } = readToContinue(spoken.env, session);
  const turn = { q: 0 };
  const again = { type: 'answered', turn, state: 'submitted', text: 'Again', firstKey: null } as const;
  for (const event of [opening, { type: 'reopened', turn } as const, again]) journal.append(event, at);
  journal.close();
  expect(kept(spoken, session).turn).toMatchObject({ answer: 'Again', discarded: ['Half a thought'] });
});

test('no word of a draft is in the log of the client', async () => {
  const [spoken, session] = await begun('Half a thought');
  refusal(await spoken.call('submit_answer', { session, turn: '1', answer: ANSWER }));
  expect(spoken.log()).not.toContain('thought');
  await spoken.end();
});
