import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tempFolder, WHOLE } from '../support/bank.ts';
import { given, markedBank, refusal, type Reply, speak, type Spoken } from '../support/mcp.ts';

const { folder: shippedBank, marked } = markedBank(3);
const SEALED = marked.flatMap(({ sealed, text, followUps }) => [...sealed, text, ...followUps]);

const open = (more: object = {}): Promise<Spoken> => speak({ banks: [], shippedBank, ...more });
const ownBank = ({ env }: Spoken): string => join(env.paths.data, 'my-bank');
const filesIn = (spoken: Spoken): string[] =>
  existsSync(ownBank(spoken)) ? readdirSync(ownBank(spoken)).filter((name) => /^\d/.test(name)) : [];
const textOf = (spoken: Spoken, file: string): string => readFileSync(join(ownBank(spoken), file), 'utf8');

const TITLE = 'Retries at our shop';
const add = (spoken: Spoken, more: object = {}): Promise<Reply> =>
  spoken.call('add_question', { title: TITLE, text: WHOLE, ...more });
const FILE = '1001-retries-at-our-shop.md';

test('a title alone gives the form of the file, and writes nothing', async () => {
  const spoken = await open();
  const { form, next } = given(await add(spoken, { text: '' }));
  expect(form).toMatch(/topic: [\s\S]*## Key points[\s\S]*Not enough/);
  expect(next).toContain('add_question');
  expect(existsSync(ownBank(spoken))).toBe(false);
  await spoken.end();
});

test('a question is written for its owner alone, under its own number and id, and asked', async () => {
  const spoken = await open();
  const { question, findings, next } = given(await add(spoken));
  expect([question, findings]).toEqual(['my-bank/1001', []]);
  expect(next).toContain('start_round with questions ["my-bank/1001"]');
  expect(filesIn(spoken)).toEqual([FILE]);
  expect(statSync(join(ownBank(spoken), FILE)).mode & 0o777).toBe(0o600);
  expect(textOf(spoken, FILE)).toMatch(
    /^---\nnumber: 1001\nid: retries-at-our-shop\ntitle: Retries at our shop\ntopic: /,
  );
  expect(given(await spoken.call('find_questions', { query: 'retries' }))['questions']).toMatchObject([
    { question: 'my-bank/1001', title: TITLE },
  ]);
  given(await spoken.call('start_round', { questions: [1001] }));
  expect(given(await spoken.call('next_turn'))['ask']).toContain('What do you suspect?');
  await spoken.end();
});

test('its findings come back with their lines, and the same file is written again', async () => {
  const spoken = await open();
  const broken = WHOLE.replace('kind: debugging', 'kind: riddle').replace('## Takeaway', '## Moral');
  const { findings, next } = given(await add(spoken, { text: broken }));
  expect(findings).toEqual(
    expect.arrayContaining([expect.stringMatching(/^error in line 6: .*The line: kind: riddle$/)]),
  );
  expect(next).toMatch(/does not load.*number 1001/);
  const fixed = given(await add(spoken, { number: 1001, title: 'Retries that hurt' }));
  expect(fixed).toMatchObject({ question: 'my-bank/1001', findings: [] });
  expect(filesIn(spoken)).toEqual([FILE]);
  expect(textOf(spoken, FILE)).toContain('title: Retries that hurt\n');
  await spoken.end();
});

describe('only what was added here is written again', () => {
  test('no question of the candidate, and none of another session', async () => {
    const spoken = await open();
    given(await add(spoken));
    await spoken.end();
    const other = await open({ home: spoken.home });
    expect(refusal(await add(other, { number: 1001, text: 'gone' }))).toMatch(/1001.*not added/);
    expect(refusal(await add(other, { number: 1, text: 'gone' }))).toMatch(/not added/);
    expect(textOf(other, FILE)).toContain('What do you suspect?');
    given(await add(other));
    expect(filesIn(other)).toEqual([FILE, '1002-retries-at-our-shop-2.md']);
    await other.end();
  });

  test('and not once the candidate edited it', async () => {
    const spoken = await open();
    given(await add(spoken));
    const edited = textOf(spoken, FILE).replace('What do you suspect?', 'What do you do?');
    writeFileSync(join(ownBank(spoken), FILE), edited);
    expect(refusal(await add(spoken, { number: 1001 }))).toContain('changed');
    expect(textOf(spoken, FILE)).toBe(edited);
    await spoken.end();
  });
});

test('where the server asks other folders only, it says so', async () => {
  const spoken = await speak({ banks: [shippedBank] });
  expect(given(await add(spoken))['next']).toContain('hotseat practice 1001');
  await spoken.end();
});

test('no text takes the place of another question, and none tells of its sealed parts', async () => {
  const home = tempFolder();
  // The candidate's own bank holds questions with sealed parts, and one of them is being asked.
  cpSync(shippedBank, join(home, 'data', 'my-bank'), { recursive: true });
  const said: string[] = [];
  const empty = tempFolder({ '001-keep.md': WHOLE.replace('retry-storm', 'keep') });
  const spoken = await open({
    home,
    shippedBank: empty,
    watch: (_: unknown, text: string) => said.push(text),
  });
  given(await spoken.call('start_round', { questions: ['marked/1'] }));
  const source = readFileSync(join(shippedBank, '001-keeping-1.md'), 'utf8');
  const guess = SEALED.reduce((text, word, n) => text.replaceAll(word, `fresh${n}`), source);
  const ids = [
    'number: 1\nid: keeping-1',
    '"number": 1\n"id": keeping-1',
    'number: 2\nnumber: 1\nid: >\n  keeping-1',
  ];
  const texts = [
    guess,
    ...ids.map((id) => guess.replace('number: 1\nid: keeping-1', id)),
    'no front matter',
    '---\n---\n',
  ];
  for (const text of texts) await add(spoken, { title: 'Keeping item 1', text });
  await add(spoken, { title: 'Keeping item 1', text: guess, number: 1 });
  expect(said.join('\n')).toContain('001-keeping-1.md');
  expect(SEALED.filter((word) => said.join('\n').includes(word))).toEqual([]);
  expect(readFileSync(join(ownBank(spoken), '001-keeping-1.md'), 'utf8')).toBe(source);
  const { questions } = given(await spoken.call('find_questions', { query: 'keeping item', limit: 30 }));
  expect(
    (questions as { question: string }[]).filter(({ question }) => question === 'marked/1'),
  ).toHaveLength(1);
  await spoken.end();
});

test('find_questions names the topics of the shipped bank in its description, and of no other', async () => {
  const describedBy = async (spoken: Spoken): Promise<string | undefined> => {
    const { result } = await spoken.ask('tools/list');
    await spoken.end();
    const tools = result?.['tools'] as { name: string; description: string }[];
    return tools.find(({ name }) => name === 'find_questions')?.description;
  };
  expect(await describedBy(await open())).toMatch(/topics are .*kitchen/);
  // A stranger's bank must not speak to the assistant before anything of it is asked for.
  expect(await describedBy(await speak({ banks: [shippedBank] }))).not.toContain('kitchen');
});
