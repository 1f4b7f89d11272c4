import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLines } from '../../../src/bank/parser/scan.ts';
import { readList } from '../../../src/bank/import/read-list.ts';
import { titleOf } from '../../../src/bank/import/question-file.ts';

/** Each question on one line: `line heading | question => answer`. */
function found(text: string): string[] {
  return readList(text).items.map(({ line, heading, question, answer }) =>
    `${line} ${heading ?? '-'} | ${question} => ${answer}`.replaceAll('\n', '⏎'),
  );
}

describe('a list of foldable answers', () => {
  test('with the question in the summary', () => {
    const list = `# Linux
## Files
<details>
<summary>What is an inode?</summary><br><b>

A record of a file, <code>ls -i</code> shows its number.
</b></details>

<details><summary><b>2. And a link?</b></summary>A name.</details>
`;
    expect(found(list)).toEqual([
      '4 Files | What is an inode? => A record of a file, `ls -i` shows its number.',
      '9 Files | And a link? => A name.',
    ]);
  });

  test('with the question above, and only a label in the summary', () => {
    const list = `# JavaScript
###### 1. What is printed?

\`\`\`js
// <details> in code is code
console.log(1);
\`\`\`

<details><summary>Answer</summary>

#### Answer: A

One.
</details>

---
###### 2. And then?
<details><summary>Show solution</summary>Two.</details>
`;
    expect(found(list)).toEqual([
      '2 JavaScript | What is printed?⏎⏎```js⏎// <details> in code is code⏎console.log(1);⏎``` => **Answer: A**⏎⏎One.',
      '17 JavaScript | And then? => Two.',
    ]);
  });
});

describe('a list of folds inside folds', () => {
  test('a fold that holds only folds is a chapter', () => {
    const list = `# All
<details><summary>Basics</summary>

## The first
<ul>
<li><details><summary>What is A?</summary>A is a letter.</details></li>
<li><details>
<summary>What is B?</summary>

B is one, too.
</details></li>
</ul>
<details><summary>More</summary><details><summary>What is C?</summary>The third.</details></details>
</details>

<details><summary>What is D?</summary>The fourth.</details>
`;
    expect(found(list)).toEqual([
      '6 The first | What is A? => A is a letter.',
      '8 The first | What is B? => B is one, too.',
      '13 More | What is C? => The third.',
      '16 More | What is D? => The fourth.',
    ]);
  });

  test('a fold with its own text is an answer, up to its own end', () => {
    const list = `<details><summary>What is A?</summary>
A letter.
<details><summary>An example</summary>As in ape.</details>
The first of them.
</details>
<details><summary>What is B?</summary>The next.</details>
`;
    expect(found(list)).toEqual([
      '1 - | What is A? => A letter.⏎An example⏎As in ape.⏎The first of them.',
      '6 - | What is B? => The next.',
    ]);
  });

  test('a question whose answer is folded twice', () => {
    const list = `<details><summary>What is A?</summary>
<details><summary>Hint</summary>It is in ape.</details>
<details><summary>Answer</summary>A letter.</details>
</details>
`;
    expect(found(list)).toEqual(['1 - | What is A? => Hint⏎It is in ape.⏎Answer⏎A letter.']);
  });

  test('two folds on one line, and a tag in code', () => {
    const list = `<details><summary>a?</summary>A.</details> <details><summary>b?</summary>B.</details>
<details><summary>What does \`<details>\` do?</summary>It folds, until \`</details>\`.</details>
`;
    expect(found(list)).toEqual([
      '1 - | a? => A.',
      '1 - | b? => B.',
      '2 - | What does `<details>` do? => It folds, until `</details>`.',
    ]);
  });

  test('an unclosed fold ends at the next that asks', () => {
    const list = `<details><summary>a?</summary>A.
<details><summary>b?</summary>B.</details>

## c?
C.
`;
    expect(found(list)).toEqual(['1 - | a? => A.', '2 - | b? => B.', '4 - | c? => C.']);
  });
});

test('several folds below one question are its answer', () => {
  const list = `## Caches
1. What is a cache?
<details><summary>Hint</summary>Near.</details>
<details><summary>Answer</summary>A copy.</details>

2. When is it wrong?

<details><summary>Answer</summary>Later.</details>
`;
  expect(found(list)).toEqual([
    '2 Caches | What is a cache? => Near.⏎A copy.',
    '6 Caches | When is it wrong? => Later.',
  ]);
});

describe('a list of headings', () => {
  test('uses the level with the questions, and its subheadings belong to the answer', () => {
    const list = `# A hundred questions
## 1. What is a vector?
### Its length
Long.
### Its angle
Wide.
## 2. Describe a matrix.
A table.

**[Back to top](#a-hundred-questions)**
`;
    expect(found(list)).toEqual([
      '2 A hundred questions | What is a vector? => **Its length**⏎Long.⏎**Its angle**⏎Wide.',
      '7 A hundred questions | Describe a matrix. => A table.',
    ]);
  });

  test('in the items of a numbered list', () => {
    const list = `## Core
1.  ### What is state?

    What it remembers.

    \`\`\`js
    const a = 1;
    \`\`\`

2.  ### What is a prop?

    What it is given.
`;
    expect(found(list)).toEqual([
      '2 Core | What is state? => What it remembers.⏎⏎```js⏎const a = 1;⏎```',
      '10 Core | What is a prop? => What it is given.',
    ]);
  });

  test('closes an open fence with its own mark', () => {
    expect(found('## What is it?\n~~~~js\nlet it = 1;\n')).toEqual([
      '1 - | What is it? => ~~~~js⏎let it = 1;⏎~~~~',
    ]);
  });

  test('keeps a question without an answer, so that it can be reported', () => {
    expect(found('## What is it?\nThis.\n## And that?\n')).toEqual([
      '1 - | What is it? => This.',
      '3 - | And that? => ',
    ]);
  });
});

describe('a numbered list', () => {
  test('of questions, each with its answer below or beside it', () => {
    const list = `# Operations
Some advice first:
1. Read it all.

## Limits

1. What is a retry budget?

   A share of requests that may be retries:

   1. counted by client,
   2. or by service.

2. **What is jitter?**
   Answer: Chance in a wait.
   It keeps clients apart.

3. Describe a queue.
   \`\`\`
   4. not an item
   \`\`\`

## Money

4. What does it cost? And to whom? More than it did.

#### And later
More still.
5) And this one?
`;
    expect(found(list)).toEqual([
      '7 Limits | What is a retry budget? => A share of requests that may be retries:⏎⏎1. counted by client,⏎2. or by service.',
      '14 Limits | What is jitter? => Chance in a wait.⏎It keeps clients apart.',
      '18 Limits | Describe a queue. => ```⏎4. not an item⏎```',
      '25 Money | What does it cost? And to whom? => More than it did.',
      '29 And later | And this one? => ',
    ]);
  });

  test('of questions with a sentence before them', () => {
    const list = `1. You have four million pages. How do you search them?
By an index.
2. Consider a chat about travel: what does it remember?
The city.
3. What is a lock vs. a lease? It expires.
4. Explain caching, e.g. of pages.
It keeps copies.
`;
    expect(found(list)).toEqual([
      '1 - | You have four million pages. How do you search them? => By an index.',
      '3 - | Consider a chat about travel: what does it remember? => The city.',
      '5 - | What is a lock vs. a lease? => It expires.',
      '6 - | Explain caching, e.g. of pages. => It keeps copies.',
    ]);
  });

  test('with the mark after the bold text', () => {
    const list = `**Q**: What is a cache?
**A**: A copy.
**Q**: And a source? **A**: What is copied.

### 3. What is a lease?
**Answer**: It expires.

## Terms
1. **What is eviction?**
   The oldest goes.
`;
    expect(found(list)).toEqual([
      '1 - | What is a cache? => A copy.',
      '3 - | And a source? => What is copied.',
      '5 - | What is a lease? => It expires.',
      '9 Terms | What is eviction? => The oldest goes.',
    ]);
  });

  test('in which every number is 1', () => {
    expect(found('1. What?\n   This.\n1. When?\n   Now.\n')).toEqual([
      '1 - | What? => This.',
      '3 - | When? => Now.',
    ]);
  });

  test('of steps in an answer belongs to the answer', () => {
    const list = `1. How do you start?
1. Sit down.
2. Begin.

2. How do you end?
1. Stop.
2. Stand up.
3. Leave.
`;
    expect(found(list)).toEqual([
      '1 - | How do you start? => 1. Sit down.⏎2. Begin.',
      '5 - | How do you end? => 1. Stop.⏎2. Stand up.⏎3. Leave.',
    ]);
    expect(found('## What are the steps?\n1. Why?\nSo.\n2. How?\nLike this.\n')).toEqual([
      '1 - | What are the steps? => 1. Why?⏎So.⏎2. How?⏎Like this.',
    ]);
  });

  test('of which most have no answer keeps those that have one', () => {
    expect(found('1. Who?\n   Me.\n2. When?\n3. Where?\n   Here.\n4. How?\n5. Why?\n')).toEqual([
      '1 - | Who? => Me.',
      '3 - | When? => ',
      '4 - | Where? => Here.',
      '6 - | How? => ',
      '7 - | Why? => ',
    ]);
  });

  test('that is a table of contents is not a list', () => {
    const list = `1. [What is a vector?](#vector)
2. [What is a matrix?](#matrix)

## What is a vector?
Long.
## What is a matrix?
Wide.
`;
    expect(found(list)).toEqual(['4 - | What is a vector? => Long.', '6 - | What is a matrix? => Wide.']);
  });
});

describe('a list of Q and A lines', () => {
  test('in every common notation', () => {
    const list = `# Caching
Q: What is a cache?
A: A copy
that is near.

**Q2. When is it wrong?**
**Answer:** When the source has moved.
- Question 3: And then?
- A: Invalidate it.
## Other things
Nothing here.
`;
    expect(found(list)).toEqual([
      '2 Caching | What is a cache? => A copy⏎that is near.',
      '6 Caching | When is it wrong? => When the source has moved.',
      '8 Caching | And then? => Invalidate it.',
    ]);
  });
});

describe('a page of several forms', () => {
  const MIXED = `# My notes

Collected over the years.

1. What is RAG?

   It retrieves, then it writes.

2. Explain temperature and top-p

   Temperature scales the logits.

## Agents

<details><summary>What is a tool call?</summary>

A request to run a function.

</details>

Q: What is prompt injection?
A: Text from outside that is obeyed.

### Compare LoRA and full fine-tuning

One is smaller.

| Question | Answer |
|---|---|
| What is a KV cache? | Keys and values \\| kept. |
| | Nothing was asked. |

**Why quantize?**

Less memory.

## Links

Some posts.
`;

  test('gives the questions of all of them, in order', () => {
    expect(found(MIXED)).toEqual([
      '5 My notes | What is RAG? => It retrieves, then it writes.',
      '9 My notes | Explain temperature and top-p => Temperature scales the logits.',
      '15 Agents | What is a tool call? => A request to run a function.',
      '21 Agents | What is prompt injection? => Text from outside that is obeyed.',
      '24 Agents | Compare LoRA and full fine-tuning => One is smaller.',
      '30 Agents | What is a KV cache? => Keys and values | kept.',
      '33 Agents | Why quantize? => Less memory.',
    ]);
  });

  test('says of every other line why it became none', () => {
    expect(readList(MIXED).leftOut).toEqual([
      { line: 3, last: 3, why: 'part of no question' },
      { line: 39, last: 39, why: 'part of no question' },
      { line: 31, last: 31, why: 'it has no question' },
    ]);
  });

  test('an answer keeps its steps, subheadings, examples and tables', () => {
    const list = `## How do you debug it?
Look first:
1. What changed?
2. When?

### Tools
<details><summary>An example</summary>A log.</details>

| Tool | Use |
|---|---|
| grep | find |
`;
    expect(found(list)).toEqual([
      '1 - | How do you debug it? => Look first:⏎1. What changed?⏎2. When?⏎⏎**Tools**⏎An example⏎A log.⏎⏎| Tool | Use |⏎|---|---|⏎| grep | find |',
    ]);
  });

  test('bullets that ask are questions, and a numbered title above them is their chapter', () => {
    const list = `## 1. Tokens
- What is a token?
  A piece of text.
- "Why not words?"

  Too many.
## 2. Vectors
- What is a vector?
- What is a matrix?
- What is a tensor?
`;
    expect(found(list)).toEqual([
      '2 Tokens | What is a token? => A piece of text.',
      '4 Tokens | "Why not words?" => Too many.',
      '8 Vectors | What is a vector? => ',
      '9 Vectors | What is a matrix? => ',
      '10 Vectors | What is a tensor? => ',
    ]);
    expect(found('## What is it?\nIt asks:\n- Who are you?\n')).toEqual([
      '1 - | What is it? => It asks:⏎- Who are you?',
    ]);
  });

  test.each([
    'Explain temperature and top-p',
    'Tell me about a conflict.',
    'How does attention work',
    'Design a rate limiter',
    'Walk me through a deploy',
  ])('"%s" asks without a question mark', (heading) => {
    expect(found(`## ${heading}\nWell.\n`)).toHaveLength(1);
  });

  test.each(['Design goals', 'How it works', 'List of tools', 'Explanations', 'What'])(
    'the heading "%s" does not ask',
    (heading) => {
      expect(found(`## ${heading}\nWell.\n`)).toEqual([]);
    },
  );
});

test('a heading after a tag does not open a section of the answer', () => {
  expect(readList('### What?\n<details># [Part](#part)').items).toMatchObject([{ answer: '**Part**' }]);
});

test('a break tag makes two lines, except in a table row', () => {
  const answer = 'One<br>two<br/>\n#### three<br># four\n`<br>`\n\n| a<br>b |\n| --- |\n';
  expect(readList(`### What?\n${answer}`).items).toMatchObject([
    { answer: 'One\ntwo\n**three**\n**four**\n`<br>`\n\n| a b |\n| --- |' },
  ]);
});

test('a tag in code stays', () => {
  expect(found('### What does `<div>` mean <b>here</b> and there?\nA part.\n')).toEqual([
    '1 - | What does `<div>` mean here and there? => A part.',
  ]);
});

describe('any text', () => {
  const piece = fc.constantFrom(
    ...[
      '<details>',
      '<summary>',
      '</summary>',
      '</details>',
      '<br>',
      '\n',
      '\n\n',
      '# ',
      '### What?',
      'Q: ',
      'A: ',
      '1. ',
      '| question | answer |\n|---|---|\n',
      'Explain the ',
    ],
    ...['```\n', '~~~', '<!--', '-->', '**', 'text', '    ', '- ', '[x](#y)', '\u001b[2J', '🙂'],
  );

  test('gives a list whose answers do not open sections', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        for (const { question, answer } of readList(pieces.join('')).items) {
          expect(question).not.toBe('');
          const { lines, unclosed } = readLines(answer.split('\n'), 1);
          expect(unclosed).toBe(null);
          for (const { text, code } of lines) if (!code) expect(text).not.toMatch(/^ {0,3}#{1,2} \S/);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the title of a question', () => {
  test.each([
    ['What is an inode?', 'What is an inode?'],
    ['**What** is `x`? Say more.\n\nMore.', 'What is x?'],
    ['1. Describe a cache.', 'Describe a cache'],
    [`Why ${'so '.repeat(40)}long?`, `Why ${'so '.repeat(22).trim()} …`],
  ])('%j is %j', (question, title) => {
    expect(titleOf(question)).toBe(title);
  });
});
