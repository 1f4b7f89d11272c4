import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { moveToTrash } from '../../src/journal/sessions.ts';
import { tempFolder } from '../support/bank.ts';
import { beginInTerminal, given, markedBank, refusal, speak, type Spoken } from '../support/mcp.ts';

const { folder, marked } = markedBank(2);
const EXPECTED = marked[0]!.sealed;

/** A round on the first question, paused in the terminal before its answer. */
async function paused(spoken: Spoken): Promise<string> {
  const journal = await beginInTerminal(spoken, folder, ['1']);
  journal.append({ type: 'asked', turn: { q: 0 }, budget: null }, 0);
  journal.close();
  return journal.id;
}

async function revealed(spoken: Spoken, question = '1'): Promise<string> {
  const { session } = given(await spoken.call('start_round', { questions: [question], follow_ups: 'none' }));
  await spoken.call('next_turn');
  given(await spoken.call('submit_answer', { turn: '1', answer: 'Cool and dry and turned.' }));
  given(await spoken.call('reveal'));
  return String(session);
}

const HARM = {
  damaged: (line: string) => line.replace('"type"', '"typo"'),
  newer: (line: string) => {
    const rest = line.slice('{"crc":"01234567",'.length).replace('"v":1', '"v":9');
    return `{"crc":"${crc32(rest).toString(16).padStart(8, '0')}",${rest}`;
  },
};

/** Changes the first line of a session's first segment. */
function harm({ env }: Spoken, id: string, change: (line: string) => string): void {
  const place = join(env.paths.data, 'sessions', id);
  const name = readdirSync(place).find((each) => each.endsWith('.jsonl')) ?? '';
  const [first = '', ...rest] = readFileSync(join(place, name), 'utf8').split('\n');
  writeFileSync(join(place, name), [change(first), ...rest].join('\n'));
}

test.each(Object.entries(HARM))(
  'a %s session that may be asking a question seals what was revealed before it',
  async (_, change) => {
    const spoken = await speak({ banks: [folder], home: tempFolder() });
    const session = await revealed(spoken);
    const terminal = await paused(spoken);
    harm(spoken, terminal, change);
    const told = [
      await spoken.call('get_history', { show: 'transcript', session }),
      await spoken.call('get_history', { show: 'transcript', session, question: 1 }),
      await spoken.call('reveal', { session, question: 1 }),
      await spoken.call('finish_round', { session }),
      await spoken.call('get_history', { show: 'progress' }),
    ];
    for (const { raw } of told) expect(EXPECTED.filter((word) => raw.includes(word))).toEqual([]);
    expect(refusal(await spoken.call('reveal', { session, question: 1 }))).toContain(
      `session ${terminal} cannot be read`,
    );
    // A new round is not in its way, and the sentence says how to get the old one back.
    expect(
      (await spoken.call('get_history', { show: 'transcript', session: await revealed(spoken, '2') })).raw,
    ).toContain(marked[1]!.sealed[0]);
    expect(given(await spoken.call('get_history', { show: 'transcript', session }))['markdown']).toContain(
      `hotseat sessions delete ${terminal}`,
    );
    moveToTrash(spoken.env, terminal);
    expect((await spoken.call('get_history', { show: 'transcript', session })).raw).toContain(EXPECTED[0]);
    await spoken.end();
  },
);

test('a round that was begun in the terminal is paused by an assistant, and ended by the candidate', async () => {
  const spoken = await speak({ banks: [folder], home: tempFolder() });
  const session = await paused(spoken);
  given(await spoken.call('next_turn', { session }));
  const refused = refusal(await spoken.call('finish_round', { session, how: 'end' }));
  expect(refused).toContain(`hotseat resume ${session}`);
  expect(given(await spoken.call('finish_round', { session }))['state']).toBe('paused');
  await spoken.end();
});
