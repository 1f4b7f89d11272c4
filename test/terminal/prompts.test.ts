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
  const NAMES = ['Cool', 'Dry', 'Turned', 'Dark', 'Shut'];
  const SIGNS = { covered: 'x', partly: '~', 'not covered': '.', 'to decide': '?' };
  const OPEN = 'to decide' as const;
  const config: DecidePromptConfig = {
    from: { decisions: ['covered', OPEN, 'not covered'], touched: [], active: 1 },
    onChange: () => undefined,
    ends: ['enter', 'm'],
    heading: (decisions) => `${decisions.filter((each) => each === 'covered').length} covered`,
    items: ({ decisions, active }) =>
      decisions.map((each, place) => `${place === active ? '>' : ' '}${SIGNS[each]} ${NAMES[place] ?? ''}`),
    footer: ({ isEscaped }) => (isEscaped ? 'Enter goes on' : 'y p n'),
    pageSize: 5,
  };

  it('decides with y, p and n, and moves on to what is to decide', async () => {
    const from = { decisions: [OPEN, 'covered', OPEN, OPEN], touched: [], active: 0 } as const;
    const { answer, events, getScreen } = await render(decidePrompt, { ...config, from });
    expect(getScreen()).toBe('1 covered\n\n>? Cool\n x Dry\n ? Turned\n ? Dark\ny p n');
    events.keypress({ name: 'n' });
    expect(getScreen()).toContain(' . Cool\n x Dry\n>? Turned');
    events.keypress({ name: 'p' });
    events.keypress({ name: 'y' });
    expect(getScreen()).toBe('2 covered\n\n . Cool\n x Dry\n ~ Turned\n>x Dark\ny p n');
    events.keypress(ENTER);
    const decisions = ['not covered', 'covered', 'partly', 'covered'];
    await expect(answer).resolves.toEqual({ decisions, touched: [0, 2, 3], active: 3, key: 'enter' });
  });

  it('visits and changes any point, and stops at the ends', async () => {
    const { events, getScreen } = await render(decidePrompt, config);
    NAMES.forEach(() => events.keypress('up'));
    expect(getScreen()).toContain('>x Cool\n ? Dry\n . Turned');
    NAMES.forEach(() => events.keypress('down'));
    expect(getScreen()).toContain(' x Cool\n ? Dry\n>. Turned');
    events.keypress({ name: 'y' });
    expect(getScreen()).toContain(' x Cool\n ? Dry\n>x Turned');
  });

  it('leaves what is to decide as it is', async () => {
    const { answer, events } = await render(decidePrompt, config);
    events.keypress({ name: 'm' });
    await expect(answer).resolves.toEqual({ ...config.from, key: 'm' });
  });

  it('stays on Escape, and says what goes on', async () => {
    const { answer, events, getScreen } = await render(decidePrompt, config);
    events.keypress('escape');
    events.keypress('escape');
    expect(getScreen()).toContain('>? Dry\n . Turned\nEnter goes on');
    events.keypress({ name: 'y' });
    expect(getScreen()).toContain('y p n');
    events.keypress(ENTER);
    await expect(answer).resolves.toMatchObject({ decisions: ['covered', 'covered', 'not covered'] });
  });

  it('shows the part around the cursor of a list that does not fit, and marks what is left out', async () => {
    const from = { decisions: [...config.from.decisions, OPEN, OPEN], touched: [], active: 0 };
    const { events, getScreen } = await render(decidePrompt, { ...config, from, pageSize: 3 });
    expect(getScreen()).toBe('1 covered\n\n>x Cool\n ? Dry\n  …\ny p n');
    events.keypress('down');
    expect(getScreen()).toContain(' x Cool\n>? Dry\n  …\n');
    events.keypress('down');
    expect(getScreen()).toContain('  …\n>. Turned\n  …\n');
    events.keypress('down');
    events.keypress('down');
    expect(getScreen()).toContain('  …\n ? Dark\n>? Shut\n');
  });
});
