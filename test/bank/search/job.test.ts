import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isUsual, listedOf } from '../../../src/bank/listed.ts';
import { searchJob } from '../../../src/bank/search/job.ts';
import { searchableOf } from '../../../src/bank/search/searchable.ts';
import { questionsOf, SHIPPED_BANK } from '../../support/questions.ts';

const CASES = (await questionsOf(SHIPPED_BANK)).filter(isUsual);
const BANKS = [{ name: 'hotseat', questions: CASES.map(searchableOf) }];
const CONCEPTS = CASES.flatMap((question) => listedOf(question).concepts ?? []);

const ranked = (ad: string) => searchJob(BANKS, CONCEPTS, ad);
const adOf = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../fixtures/jobs', `${name}.txt`), 'utf8');

/** What a person would ask who has read the ad. */
const CHOSEN: Readonly<Record<string, string>> = {
  'llm-engineer':
    'sixteen-bytes-a-parameter longer-warmer-worse sixty-four-gpus-one-model transformer-sequence not-contamination-this-time ' +
    'tokenisation-cost-and-correctness speculative-decoding-sums the-hottest-expert the-same-average-after-four-bits ' +
    'stream-freezes-at-noon one-cache-eight-heads how-many-nodes one-latency-number the-draft-head-that-aged the-window-it-was-stretched-to',
  'sdet-ai':
    'four-points-on-a-hundred-cases one-red-three-reasons hallucination-causes-and-controls green-at-three-red-at-eleven ' +
    'questions-for-a-rag-test gate-nobody-believes four-hundred-hours-to-break-it more-recall-worse-answers ' +
    'mail-assistant-strangers-write-to accurate-guard-mostly-wrong golden-set-that-ages judge-that-liked-long-answers ' +
    'error-message-is-a-prompt evaluating-an-llm-application',
  'ai-architect':
    'twenty-six-weeks-to-leave one-door-to-three-providers vendor-demo-beat-our-prototype it-only-sorts-applications ' +
    'two-thousand-tenants-one-index flip-to-the-second-provider whose-tokens-were-those production-rag-design ' +
    'forget-mrs-okafor minutes-are-not-money retired-on-the-fourteenth which-of-four-first how-many-nodes ' +
    'agent-with-a-refund-button',
};

describe('a job ad', () => {
  test.each(Object.entries(CHOSEN))('%s leads to what a person would ask first', (name, ids) => {
    const first = ranked(adOf(name)).slice(0, 10);
    expect(first.filter(({ id }) => ids.split(' ').includes(id)).length).toBeGreaterThanOrEqual(8);
    const words = first.flatMap((hit) => hit.words);
    for (const word of words)
      expect(CONCEPTS.concat('vLLM', 'reinforcement learning from human feedback', 'Playwright')).toContain(
        word,
      );
    expect(words).not.toContain('code review');
    expect(words).not.toContain('privacy');
  });

  test('leads nowhere by what it says of the company, pay and applying', () => {
    const about = Object.keys(CHOSEN).map((name) =>
      adOf(name)
        .split(
          /^(?:The role|The opportunity|Your mission|What we offer|Benefits|What you can look forward to)$/m,
        )
        .filter((_, part) => part !== 1)
        .join('\n'),
    );
    expect(about.flatMap(ranked)).toEqual([]);
    expect(ranked('')).toEqual([]);
  });

  test('comes up as a whole', () => {
    const ids = ranked('Experience with DPO, RLHF, LoRA and red teaming.').map(({ words }) => words[0]);
    expect(new Set(ids.slice(0, 3)).size).toBe(3);
  });
});
