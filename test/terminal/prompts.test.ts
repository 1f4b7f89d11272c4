import { render } from '@inquirer/testing';
import { describe, expect, it } from 'vitest';
import { keyPrompt, tickPrompt } from '../../src/terminal/prompts.ts';

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

describe('ticks in a list', () => {
  const config = {
    names: ['Cool', 'Dry', 'Turned'],
    from: { ticked: [], active: 0 },
    onChange: () => undefined,
    heading: 'Which did you cover?',
    hint: 'space tick',
    renderItem: (item: { name: string; isTicked: boolean; isActive: boolean }) =>
      `${item.isActive ? '>' : ' '}${item.isTicked ? 'x' : '.'} ${item.name}`,
    more: (active: number) => `${active + 1} of 3`,
    pageSize: 5,
  };

  it('shows the position only in a list that does not fit', async () => {
    const { events, getScreen } = await render(tickPrompt, { ...config, pageSize: 2 });
    expect(getScreen()).toContain('1 of 3\nspace tick');
    events.keypress('down');
    expect(getScreen()).toContain('2 of 3\nspace tick');
    const whole = await render(tickPrompt, config);
    expect(whole.getScreen()).not.toContain('of 3');
  });

  it('moves, ticks and unticks, and returns the names in list order', async () => {
    const { answer, events, getScreen } = await render(tickPrompt, config);
    expect(getScreen()).toBe('Which did you cover?\n\n>. Cool\n . Dry\n . Turned\n\nspace tick');
    events.keypress('up');
    expect(getScreen()).toContain('>. Turned');
    events.keypress('space');
    events.keypress('down');
    events.keypress('space');
    events.keypress('down');
    events.keypress('space');
    events.keypress('space');
    expect(getScreen()).toContain(' x Cool\n>. Dry\n x Turned');
    events.keypress(ENTER);
    await expect(answer).resolves.toEqual(['Cool', 'Turned']);
  });

  it('ticks by number, and Enter alone ticks none', async () => {
    const numbered = await render(tickPrompt, config);
    numbered.events.keypress({ name: '2' });
    numbered.events.keypress({ name: '9' });
    numbered.events.keypress(ENTER);
    await expect(numbered.answer).resolves.toEqual(['Dry']);
    const none = await render(tickPrompt, config);
    none.events.keypress(ENTER);
    await expect(none.answer).resolves.toEqual([]);
  });

  it('skips on Escape, which is not the same as none', async () => {
    const { answer, events } = await render(tickPrompt, config);
    events.keypress('space');
    events.keypress('escape');
    await expect(answer).resolves.toBeNull();
  });
});
