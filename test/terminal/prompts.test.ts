import { render } from '@inquirer/testing';
import { describe, expect, it } from 'vitest';
import { type DecidePromptConfig, decidePrompt, keyPrompt } from '../../src/terminal/prompts.ts';

/** Inquirer's test kit names Enter `enter`; terminals send `return`. */
const ENTER = { name: 'return' } as const;

describe('a question answered by one key', () => {
  const config = { question: 'Go on?', keys: ['1', 's', 'enter', 'escape', 'backspace'] };

  for (const [pressed, name] of [
    ['1', '1'],
    ['s', 's'],
    ['return', 'enter'],
    ['escape', 'escape'],
    ['backspace', 'backspace'],
  ] as const) {
    it(`takes ${pressed}`, async () => {
      const { answer, events, getScreen } = await render(keyPrompt, config);
      expect(getScreen()).toBe('Go on?');
      events.keypress({ name: pressed });
      await expect(answer).resolves.toBe(name);
    });
  }

  it('ignores any other key, and any key with Ctrl', async () => {
    const { answer, events } = await render(keyPrompt, config);
    for (const other of ['2', 'x', 'up', 'space']) events.keypress({ name: other });
    events.keypress({ name: 's', ctrl: true });
    events.keypress({ name: '1' });
    await expect(answer).resolves.toBe('1');
  });
});

describe('decisions in a list', () => {
  const NAMES = ['Cool', 'Dry', 'Turned'];
  const config: DecidePromptConfig = {
    from: { decisions: [true, null, false], active: 1 },
    onChange: () => undefined,
    ends: ['enter', 'm'],
    heading: (decisions) => `${decisions.filter(Boolean).length} covered`,
    renderItem: (decision, isActive, place) =>
      `${isActive ? '>' : ' '}${decision === null ? '?' : decision ? 'x' : '.'} ${NAMES[place] ?? ''}`,
    mayLose: () => false,
    footer: ({ leaving, isCut }) => (leaving !== null ? `${leaving}?` : isCut ? 'more' : 'y or n'),
    pageSize: 5,
  };

  it('decides with y and n, and moves on to what is undecided', async () => {
    const from = { decisions: [null, true, null], active: 0 };
    const { answer, events, getScreen } = await render(decidePrompt, { ...config, from });
    expect(getScreen()).toBe('1 covered\n\n>? Cool\n x Dry\n ? Turned\ny or n');
    events.keypress({ name: 'n' });
    expect(getScreen()).toContain(' . Cool\n x Dry\n>? Turned');
    events.keypress({ name: 'y' });
    expect(getScreen()).toBe('2 covered\n\n . Cool\n x Dry\n>x Turned\ny or n');
    events.keypress(ENTER);
    await expect(answer).resolves.toEqual({ decisions: [false, true, true], key: 'enter' });
  });

  it('changes a decision with the same keys, and moves on to what is undecided, else row by row', async () => {
    const from = { decisions: [true, true, null], active: 0 };
    const { events, getScreen } = await render(decidePrompt, { ...config, from });
    events.keypress({ name: 'n' });
    expect(getScreen()).toContain(' . Cool\n x Dry\n>? Turned');
    events.keypress({ name: 'y' });
    expect(getScreen()).toContain(' . Cool\n x Dry\n>x Turned');
    events.keypress({ name: 'up' });
    events.keypress({ name: 'up' });
    events.keypress({ name: 'y' });
    expect(getScreen()).toContain(' x Cool\n>x Dry\n x Turned');
  });

  it('goes on to what is undecided when a decision is confirmed', async () => {
    const from = { decisions: [true, null], active: 0 };
    const { events, getScreen } = await render(decidePrompt, { ...config, from });
    events.keypress({ name: 'y' });
    expect(getScreen()).toContain(' x Cool\n>? Dry');
  });

  it('asks once more before it leaves an item undecided', async () => {
    const { answer, events, getScreen } = await render(decidePrompt, config);
    events.keypress(ENTER);
    expect(getScreen()).toContain('enter?');
    // Only the same key leaves.
    events.keypress({ name: 'm' });
    expect(getScreen()).toContain('m?');
    // The keys that it names are for an undecided item.
    events.keypress('down');
    events.keypress(ENTER);
    expect(getScreen()).toContain('>? Dry');
    // A decision in between takes the question back.
    events.keypress('up');
    events.keypress({ name: 'n' });
    expect(getScreen()).toContain('y or n');
    events.keypress({ name: 'm' });
    events.keypress({ name: 'm' });
    await expect(answer).resolves.toEqual({ decisions: [false, null, false], key: 'm' });
  });

  it('moves with the arrows and changes a decision with the space bar', async () => {
    const { answer, events, getScreen } = await render(decidePrompt, config);
    events.keypress('down');
    events.keypress('space');
    expect(getScreen()).toContain(' x Cool\n ? Dry\n>x Turned');
    events.keypress('down');
    events.keypress('space');
    expect(getScreen()).toContain('>. Cool\n ? Dry\n x Turned');
    events.keypress('down');
    events.keypress('space');
    events.keypress(ENTER);
    await expect(answer).resolves.toEqual({ decisions: [false, true, true], key: 'enter' });
  });

  it('shows the part around the cursor of a list that does not fit', async () => {
    const { events, getScreen } = await render(decidePrompt, { ...config, pageSize: 1 });
    expect(getScreen()).toBe('1 covered\n\n>? Dry\nmore');
    events.keypress('down');
    expect(getScreen()).toBe('1 covered\n\n>. Turned\nmore');
  });

  it('decides nothing on Escape', async () => {
    const { answer, events } = await render(decidePrompt, config);
    events.keypress('escape');
    await expect(answer).resolves.toBeNull();
  });

  it('asks once more before Escape takes back what was decided', async () => {
    const { answer, events, getScreen } = await render(decidePrompt, { ...config, mayLose: () => true });
    events.keypress({ name: 'y' });
    events.keypress('escape');
    expect(getScreen()).toContain('escape?');
    events.keypress({ name: 'n' });
    expect(getScreen()).not.toContain('escape?');
    events.keypress('escape');
    events.keypress('escape');
    await expect(answer).resolves.toBeNull();
  });
});
