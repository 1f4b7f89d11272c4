import { expect, it } from 'vitest';
import type { Event, Recorded } from '../../src/engine/event.ts';
import { replay } from '../../src/engine/evolve.ts';
import { started } from '../support/simulate.ts';

const turn = { q: 0 };
const ASKED: Event = { type: 'asked', turn, budget: null };
const REOPENED: Event = { type: 'reopened', turn };
const answered = (text: string): Event => ({
  type: 'answered',
  turn,
  state: 'submitted',
  text,
  firstKey: null,
  spoken: true,
  recorded: true,
});
const heard = (text: string): Event => ({
  type: 'transcribed',
  turn,
  by: 'whisper-cli',
  text,
  audio: ['audio-1.wav'],
});
const UNHEARD: Event = { type: 'transcribed', turn, by: 'whisper-cli', text: null, problem: 'no speech.' };

function recordAfter(...events: Event[]) {
  const { at, wall, zone } = started();
  const all: Recorded[] = [started(1), ...events.map((event) => ({ ...event, at, wall, zone }))];
  return replay(all)?.questions[0]?.turns[0];
}

it('keeps the words of an answer when nothing more is heard after the candidate went back to it', () => {
  const record = recordAfter(
    ASKED,
    answered(''),
    heard('keep it cool'),
    REOPENED,
    answered('keep it cool'),
    UNHEARD,
  );
  expect(record).toMatchObject({ text: 'keep it cool', heard: { by: 'whisper-cli', text: 'keep it cool' } });
});

it('does not take a note for the words before', () => {
  const record = recordAfter(
    ASKED,
    answered(''),
    heard('keep it cool'),
    REOPENED,
    answered('a note'),
    UNHEARD,
  );
  expect(record).toMatchObject({ text: 'a note', heard: null });
});

it('keeps a correction apart until the words are accepted', () => {
  const half: Event = { type: 'corrected', turn, text: 'keep it coo', unfinished: true };
  const begun = [ASKED, answered(''), half];
  expect(recordAfter(...begun)).toMatchObject({ text: '', heard: undefined, correcting: 'keep it coo' });
  const accepted: Event = { type: 'corrected', turn, text: 'keep it cool' };
  expect(recordAfter(...begun, heard('keep it cruel'), accepted)).toMatchObject({
    text: 'keep it cool',
    heard: { text: 'keep it cruel' },
    correcting: null,
  });
  expect(recordAfter(...begun, REOPENED, answered(''))).toMatchObject({ text: '', correcting: null });
});

it('keeps a correction that was begun when the words do not come again', () => {
  const half: Event = { type: 'corrected', turn, text: 'keep it coo', unfinished: true };
  expect(recordAfter(ASKED, answered(''), half, UNHEARD)).toMatchObject({ correcting: 'keep it coo' });
});
