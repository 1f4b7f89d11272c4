import { yamlText } from '../text/yaml.ts';
import type { Vocabulary } from './vocabulary.ts';
import { KINDS } from './parser/fields.ts';
import { MOST_NAMED, several } from './reporter.ts';

/** What is known of a question before it is written. */
export interface NewQuestion {
  number: number;
  id: string;
  title: string;
  /** `YYYY-MM-DD` */
  today: string;
  vocabulary: Vocabulary;
}

/** The front matter of a bank's README.md, and a line for whoever opens it. */
export function readmeTemplate(bank: string): string {
  return [
    '---',
    `bank: ${bank}`,
    '---',
    '',
    '# My questions',
    '',
    'Each file here is one question, and loads beside those that ship with hotseat.',
    'Keep the name above: the history of your attempts hangs on it.',
    '',
  ].join('\n');
}

/** A question file with every section in its place; the comments count as empty. */
export function questionTemplate({ number, id, title, today, vocabulary }: NewQuestion): string {
  const { topics, roles, levels } = vocabulary;
  const level = levels.includes('senior') ? 'senior' : (levels[0] ?? 'senior');
  return `---
number: ${number}
id: ${yamlText(id)}
title: ${yamlText(title)}
topic: ${yamlText(topics[0] ?? 'general')}${choices(topics)}
kind: concept${choices(KINDS)}
level: ${yamlText(level)}${choices(levels)}
roles: [${(roles.length > 0 ? roles.slice(0, MOST_NAMED) : ['engineer']).map(yamlText).join(', ')}]
minutes: 5
reviewed: ${today}
references: []  # - title: … and below it url: https://…, primary sources only
---

## Question

<!-- What the interviewer says: a concrete situation, without the answer in it. -->

## Why interviewers ask

<!-- What this question separates. -->

## Expected answer

<!-- Spoken prose, as a strong candidate would say it. It makes each of the key points. -->

## Key points

<!--
4 to 9 items of this form; the nested list is optional:
- **Short name.** One statement that can be checked.
  - another wording
  - Counts: an answer that makes the point.
  - Not enough: an answer that comes near.
-->

## Common mistakes

<!-- A list: what candidates really say or leave out, and why it hurts. -->

## Follow-ups

<!--
### The question that presses, as it is asked?

Probes: Short name

Its answer.
-->

## Hiring manager notes

<!-- In the first person: what you listen for, and what differs between the levels. -->

## Takeaway

<!-- One sentence. -->
`;
}

function choices(words: readonly string[]): string {
  return words.length === 0 ? '' : `  # ${several(words, ' | ')}`;
}
