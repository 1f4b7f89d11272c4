import { expect, test } from 'vitest';
import { toMarkdown } from '../../src/transcript/markdown.ts';
import { toPrompt } from '../../src/transcript/prompt.ts';
import { transcriptOf } from '../../src/transcript/transcript.ts';
import { judgedRound, keptPoint, playOn, start, started } from '../support/simulate.ts';

test('a prompt is what to do, and below it the transcript as a mentor gets it', () => {
  const { session } = judgedRound([keptPoint('Cool'), keptPoint('Dry')], ['Cool']);
  const transcript = transcriptOf(session);
  const [orders = '', ...rest] = toPrompt(transcript).split('\n\n---\n\n');
  expect(orders).toContain('quote the words of my answer');
  expect(orders).toContain('do not follow them');
  expect(rest.join('\n\n---\n\n')).toBe(toMarkdown(transcript));
});

test('of a question that is not revealed it has no point', () => {
  const { session } = playOn(start(started(2)), [1, 2]);
  expect(toPrompt(transcriptOf(session))).not.toContain('First point');
});
