import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { SHORT, test, turns } from '../support/program.ts';
import { connect, type Era, ERAS } from '../support/mcp-client.ts';

const ANSWER = 'Keep bread cool and keep bread dry, in a box of wood.';

test.for(Object.keys(ERAS) as Era[])(
  'a whole interview with the official client, protocol %s',
  async (era, { desk }) => {
    const asked: string[] = [];
    const { client, call } = await connect(desk, era, (name) => {
      asked.push(name);
      if (name === 'rating') return 'hard';
      if (name === 'certainty') return 'most';
      return { point_1: 'covered', point_2: 'not covered' }[name];
    });
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual([
      'add_follow_up',
      'add_question',
      'ask',
      'find_questions',
      'finish_round',
      'get_history',
      'next_turn',
      'rate',
      'record_judgement',
      'reveal',
      'start_round',
      'submit_answer',
    ]);
    const final = tools.filter(({ annotations }) => annotations?.destructiveHint !== false);
    expect(final.map(({ name }) => name).sort()).toEqual(['finish_round', 'reveal', 'submit_answer']);
    for (const { description, annotations } of tools) {
      expect(description).toMatch(/^Use this (?:when|after) /);
      expect(annotations).toMatchObject({ openWorldHint: false });
    }
    expect((await client.listPrompts()).prompts.map(({ name }) => name)).toEqual([
      'interview',
      'judge',
      'debrief',
    ]);

    const { data } = await call('start_round', { questions: ['1'] });
    expect(data['step']).toBe('ask');
    expect((await call('next_turn')).data).toMatchObject({ turn: '1', ask: 'How do you keep bread fresh?' });
    expect((await call('submit_answer', { turn: '1', answer: ANSWER })).data['step']).toBe('press');
    expect((await call('add_follow_up', { question: 'Why wood?' })).data).toMatchObject({
      turn: '1.1',
      ask: 'Why wood?',
    });
    await call('submit_answer', { turn: '1.1', answer: 'It takes up the moisture.' });
    const revealed = await call('reveal');
    expect(revealed.text).toContain('SECRET-EXPECTED-1');
    expect(revealed.data['candidate_expected']).toBe('most');
    const judged = await call('record_judgement', {
      question: 1,
      verdicts: [
        { point: 1, verdict: 'covered', quotes: ['Keep bread cool'] },
        { point: 2, verdict: 'covered', quotes: ['words that no one said'] },
        { point: 3, verdict: 'not covered' },
        { point: 4, verdict: 'partly', quotes: ['in a box of wood'] },
      ],
    });
    expect(judged.data['next']).toContain(
      'Point 2: kept as not sure: a quote is not in the answer, or repeats the question.',
    );
    expect((await call('rate', { question: 1 })).data['recorded']).toBe(true);
    expect((await call('finish_round')).data).toMatchObject({ state: 'finished' });
    expect(asked).toEqual(['certainty', 'point_1', 'point_2', 'point_3', 'point_4', 'rating']);
    await client.close();

    const [main, followUp] = await turns(desk);
    expect(main).toMatchObject({
      answer: ANSWER,
      state: 'submitted',
      certainty: 3,
      rating: 'hard',
      relayed: true,
    });
    expect(main?.thinkingMs).toBeNull();
    expect(main?.points?.map(({ state }) => state)).toEqual([
      'covered',
      'not covered',
      'to decide',
      'to decide',
    ]);
    expect(followUp).toMatchObject({ prompt: 'Why wood?', answer: 'It takes up the moisture.' });
    const [file = ''] = await desk.sessionFiles('.jsonl');
    expect(await readFile(file, 'utf8')).toContain('"by":{"name":"the-assistant","host":"mcp","prompt":0}');
    // Not typing time.
    expect(await desk.json(['stats', '--json', ...SHORT])).toMatchObject({
      answers: 1,
      time: { answers: 0 },
    });
  },
);

test('hotseat mcp --check shows what an assistant sees', async ({ desk }) => {
  const { code, stdout, stderr } = await desk.run(['mcp', '--check', ...SHORT]);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('protocol 2025-11-25');
  expect(stdout).toContain('Tools (12)');
  expect(stdout).toContain('It works');
});
