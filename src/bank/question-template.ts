import { yamlText } from '../text/data.ts';
import { KINDS } from './kinds.ts';
import type { Vocabulary } from './question.ts';
import { MOST_NAMED, several } from '../text/format.ts';

/** What is known about a question before it is written. */
export interface NewQuestion {
  number: number;
  id: string;
  title: string;
  /** `YYYY-MM-DD` */
  today: string;
  vocabulary: Vocabulary;
  /** Absent: what of the vocabulary comes first. */
  topic?: string;
  role?: string;
  level?: string;
}

/** The README.md of a new bank. */
export function readmeTemplate(bank: string): string {
  return [
    '---',
    `bank: ${bank}`,
    '---',
    '',
    '# My questions',
    '',
    'Each file here is one question. They load along with the questions that ship with hotseat.',
    'Keep the name above: the history of your attempts depends on it.',
    '',
  ].join('\n');
}

/** A question file with every section in order; the comments count as empty. */
export function questionTemplate(draft: NewQuestion): string {
  const { number, id, title, today, vocabulary, topic, role } = draft;
  const { topics, roles, levels } = vocabulary;
  const level = draft.level ?? (levels.includes('senior') ? 'senior' : (levels[0] ?? 'senior'));
  const forRoles = role !== undefined ? [role] : roles.length > 0 ? roles.slice(0, MOST_NAMED) : ['engineer'];
  return `---
number: ${number}
id: ${yamlText(id)}
title: ${yamlText(title)}
concepts: []  # two to four plain terms that people search for, such as rate limiting
topic: ${yamlText(topic ?? topics[0] ?? 'general')}${choices(topics)}
kind: concept${choices(KINDS)}
level: ${yamlText(level)}${choices(levels)}
roles: [${forRoles.map(yamlText).join(', ')}]
minutes: 5  # to say it; typing gets twice that
opens: []  # for kind screen: the ids of the cases that it leads to
reviewed: ${today}
references: []  # primary sources only: - title: … and below it url: https://…
---

## Question

<!-- What the interviewer says: a concrete situation that does not give the answer away, in at most 60 words. For kind screen, a line or two. -->

## If asked

<!--
What you tell a candidate who asks, and this whole section only if there is something to ask; about six other words for each fact:
- **Name.** What you say.
  - words to ask for it, separated by commas
  - Worth asking: why, for the one or two that decide the answer
-->

## Why interviewers ask

<!-- What a good answer shows about a candidate. -->

## Expected answer

<!-- Spoken prose, as a strong candidate would say it. Cover every key point, in at most 280 words, which are two minutes; for kind screen in 110. -->

## Key points

<!--
4 or 5 items like this one, or 2 to 4 for kind screen, and at most three more that count when asked; the nested list is optional:
- **Short name.** One statement that can be checked.
  - Level: the level that is expected to say it, if it is not the question's own
  - When: asked, if it counts only after a follow-up that probes it
  - another wording
  - Counts: an answer that covers the point.
  - Not enough: an answer that comes close.
-->

## Common mistakes

<!-- A list: what candidates really say or leave out, and why it hurts. -->

## Follow-ups

<!--
Kind screen needs none.
### The follow-up, as you would ask it?

Probes: Short name

The answer, in 60 to 150 words.
-->

## Hiring manager notes

<!-- In the first person: what you listen for, and what you make of it. -->

## Takeaway

<!-- One sentence. -->
`;
}

function choices(words: readonly string[]): string {
  return words.length === 0 ? '' : `  # ${several(words, ' | ')}`;
}
