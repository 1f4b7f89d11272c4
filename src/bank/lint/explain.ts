import type { Code } from '../codes.ts';

/** What a code means, for people who write questions. */
export interface Explanation {
  /** Why it matters, in one or two sentences. */
  why: string;
  /** A snippet that gets the finding. */
  bad: string;
  /** The same snippet, fixed. */
  good: string;
}

/** Every code. The tests put the bad snippets into one sample question in place of the good ones, and lint it. */
export const EXPLANATIONS: Readonly<Record<Code, Explanation>> = {
  B001: {
    why: 'A bank is a folder of plain files. Pipes, devices and links that leave the bank are never opened, so someone else’s bank cannot hang the program or read your files.',
    bad: '005-caching.md -> /etc/hosts',
    good: '005-caching.md, a plain file that you may read',
  },
  B002: {
    why: 'One question is one page of text. A file this large is something else, and reading it would stall every command.',
    bad: '005-caching.md with 1,400,000 bytes',
    good: '005-caching.md with 9,000 bytes',
  },
  B003: {
    why: 'Any other encoding means guessing at letters, and a candidate would read the guesses as fact.',
    bad: 'na\ufffdve caching, saved as Latin-1',
    good: 'naïve caching, saved as UTF-8',
  },
  B004: {
    why: 'A control character can send commands to a terminal, or make text look like something else. It never gets that far: the file does not load.',
    bad: 'title: "Retries \\e[2J that made it worse"',
    good: 'title: Retries that made it worse',
  },
  B005: {
    why: 'The block between two lines of three hyphens at the top describes the question. Without it there is no number, no topic and no clock.',
    bad: 'number: 1\nid: retry-storm',
    good: '---\nnumber: 1\nid: retry-storm',
  },
  B006: {
    why: 'Front matter is data. Some tools run it as a program when its first line names another language; this one never does.',
    bad: '---js\nnumber: 1',
    good: '---\nnumber: 1',
  },
  B007: {
    why: 'Front matter that cannot be parsed has no keys. Usually a value contains a colon or a hash and needs quotes.',
    bad: 'title: Retries: that made it worse',
    good: 'title: Retries that made it worse',
  },
  B010: {
    why: 'Every key is used: to sort, to set the clock, or to keep a candidate’s history.',
    bad: 'kind: debugging\nroles:',
    good: 'kind: debugging\nlevel: senior\nroles:',
  },
  B011: {
    why: 'An unknown key is usually a typo, and then the key you meant is missing.',
    bad: 'minute: 5',
    good: 'minutes: 5',
  },
  B012: {
    why: 'The bank’s README.md lists its topics, roles and levels. No filter would find a word outside those lists.',
    bad: 'level: senoir',
    good: 'level: senior',
  },
  B013: {
    why: 'Each key has one format, so numbers sort as numbers and dates as dates.',
    bad: 'minutes: "5"',
    good: 'minutes: 5',
  },
  B014: {
    why: 'You call a question by its number. If two files share one, the file later in the folder does not load.',
    bad: '005-caching.md: number: 5\n005-limits.md: number: 5',
    good: '005-caching.md: number: 5\n006-limits.md: number: 6',
  },
  B015: {
    why: 'History depends on the id: two questions with one id would share their attempts. A published id never changes.',
    bad: '005-caching.md: id: caching\n006-limits.md: id: caching',
    good: '005-caching.md: id: caching\n006-limits.md: id: rate-limits',
  },
  B016: {
    why: 'A folder sorted by name is then also sorted by number, and you can find a question without opening files.',
    bad: 'number: 12',
    good: 'number: 1',
  },
  B020: {
    why: 'Without a question there is nothing to ask. Without an expected answer there is nothing to compare with. Everything else can wait.',
    bad: '## Expected answer\n\n## Key points',
    good: '## Expected answer\n\nI suspect our own retries: immediate ones keep the load above the limit after its cause has gone. First a switch turns retries off, so that traffic falls. Then the client waits as long as the Retry-After header says. Each request has a budget of two attempts, after which it fails quickly.\n\n## Key points',
  },
  B021: {
    why: 'A Probes line links a follow-up to the key point it tests, by short name. Pressing follow-ups are chosen by it.',
    bad: 'Probes: patience',
    good: 'Probes: waits politely.',
  },
  B022: {
    why: 'Every follow-up is shown with its answer after the round. A question alone leaves the candidate guessing.',
    bad: '### What do you alert on?\n\n## Hiring manager notes',
    good: '### What do you alert on?\n\nThe share of calls that are retries. On a normal day it is close to zero, so a limit is easy to set, and it rises before anyone sees an error. Beside it I watch how many requests give up after their budget, because those are people who got nothing. An alert on errors alone comes late: retries hide the first failures, and then everything fails at once.\n\n## Hiring manager notes',
  },
  B023: {
    why: 'Ticks and Probes lines refer to a key point by its short name, so no two can share one.',
    bad: '- **Waits politely.** Each request has a budget',
    good: '- **Limits attempts.** Each request has a budget',
  },
  B024: {
    why: 'No one can answer or judge so much at once. The limits also keep a question that someone made to be slow from stalling a round.',
    bad: '- **P1.** …\n- **P2.** …\n\nand so on, up to P4000',
    good: '- **Suspects the retries.** …\n\nand so on, four to nine of them',
  },
  B030: {
    why: 'A round has a step for each section and skips the missing ones. You can practice with a quick note now and finish it later.',
    bad: '## Takeaway\n',
    good: '## Takeaway\n\nA retry is load, so give it a budget.\n',
  },
  B031: {
    why: 'People who read the file expect the order in which a round shows the sections.',
    bad: '## Takeaway\n\nA retry is load, so give it a budget.\n\n## Hiring manager notes\n\nI listen for "our own load".\n',
    good: '## Hiring manager notes\n\nI listen for "our own load".\n\n## Takeaway\n\nA retry is load, so give it a budget.\n',
  },
  B032: {
    why: 'A round shows eight sections and recognizes them by their headings. Text under any other heading is never shown.',
    bad: '## Take-away',
    good: '## Takeaway',
  },
  B033: {
    why: 'A round never shows text outside the sections or between the items of a list. Put notes to yourself in a comment (`<!-- … -->`).',
    bad: '## Common mistakes\n\nThey are these:\n\n- Adding more',
    good: '## Common mistakes\n\n- Adding more',
  },
  B034: {
    why: 'The candidate ticks the short name; the statement says what it means. One without the other cannot be judged.',
    bad: '- Each request has a budget',
    good: '- **Limits attempts.** Each request has a budget',
  },
  B035: {
    why: 'Three points do not separate good answers from bad ones, and no one covers more than five in two minutes. What goes further is marked `When: asked`, three points at most, and a follow-up asks for it. A question of kind screen takes a minute, so it has 2 to 4.',
    bad: '## Key points\n\n- **Suspects the retries.** Immediate retries keep the load above the limit after its cause has gone.\n  - retry storm, self-inflicted load\n  - Counts: Our clients are hammering the API.\n  - Not enough: The provider must still be down.\n- **Stops the harm first.** A switch turns retries off\n  so that traffic falls.\n- **Waits politely.** The client waits as long as the Retry-After header says.\n',
    good: '## Key points\n\n- **Suspects the retries.** Immediate retries keep the load above the limit after its cause has gone.\n  - retry storm, self-inflicted load\n  - Counts: Our clients are hammering the API.\n  - Not enough: The provider must still be down.\n- **Stops the harm first.** A switch turns retries off\n  so that traffic falls.\n- **Waits politely.** The client waits as long as the Retry-After header says.\n- **Limits attempts.** Each request has a budget after which it fails quickly.\n',
  },
  B036: {
    why: 'A fence or a comment that is never closed swallows the rest of the file.',
    bad: '<!-- Backing off without jitter.',
    good: '- Backing off without jitter.',
  },
  B037: {
    why: 'Short names appear in `Probes:` lines and in lists of points, and there a name ends at a colon.',
    bad: '- **Attempts: a budget.** Each request has a budget',
    good: '- **Limits attempts.** Each request has a budget',
  },
  B038: {
    why: 'Concepts are the terms that people type into a search. They are written as in running text: lower case, except acronyms.',
    bad: 'concepts: [Retry storms, rate limiting, rate limiting]',
    good: 'concepts: [retry storms, rate limiting]',
  },
  B039: {
    why: 'On a terminal of 80 by 24 the box takes six rows. The last paragraph, which asks, and the last table or code must stay above it, or candidates answer what they cannot see.',
    bad: '- not an item\n10:00 429\n10:01 429\n10:02 429\n10:03 429\n10:04 429\n10:05 429\n10:06 429\n10:07 429\n10:08 429\n10:09 429\n10:10 429\n10:11 429\n10:12 429\n```',
    good: '- not an item\n```',
  },
  B040: {
    why: 'An answer that no one can check is an opinion. A paper, a specification or official documentation will do.',
    bad: 'references: []',
    good: 'references:\n  - title: Nottingham and Fielding, Additional HTTP Status Codes, RFC 6585\n    url: https://www.rfc-editor.org/rfc/rfc6585',
  },
  B041: {
    why: 'Models and prices change within months, and then the answer is wrong. Say what holds in general, or state the assumption.',
    bad: 'a budget of two attempts at $0.05 each',
    good: 'a budget of two attempts',
  },
  B042: {
    why: 'An answer can cover half of a point with two statements, and then neither a tick nor a blank is right.',
    bad: 'Immediate retries keep the load above the limit. Jitter is missing.',
    good: 'Immediate retries keep the load above the limit after its cause has gone.',
  },
  B043: {
    why: 'Candidates are judged by the key points and shown the expected answer. If it does not cover a point, the two contradict each other.',
    bad: '## Expected answer\n\nI suspect our own retries: immediate ones keep the load above the limit after its cause has gone. First a switch turns retries off, so that traffic falls. Then the client waits as long as the Retry-After header says. Each request has a budget of two attempts, after which it fails quickly.\n\n## Key points\n\n- **Pages a human.** Somebody on call gets woken.',
    good: '## Expected answer\n\nI suspect our own retries: immediate ones keep the load above the limit after its cause has gone. First a switch turns retries off, so that traffic falls. Then the client waits as long as the Retry-After header says. Each request has a budget of two attempts, after which it fails quickly.\n\n## Key points\n\n- **Suspects the retries.** Immediate retries keep the load above the limit after its cause has gone.\n  - retry storm, self-inflicted load\n  - Counts: Our clients are hammering the API.\n  - Not enough: The provider must still be down.',
  },
  B044: {
    why: 'Two questions that ask the same thing waste an evening and split one history in two.',
    bad: '005: How do you cache prompts in a chat product?\n031: How would you cache the prompts of a chat product?',
    good: '005: How do you cache prompts in a chat product?\n031: Your cache serves one customer another’s answer. What now?',
  },
  B045: {
    why: 'The examples under `Counts` and `Not enough` show the program where to draw the line. If it misjudges an example, it will misjudge similar answers too.',
    bad: '- Not enough: Immediate retries keep the load above the limit after its cause has gone.',
    good: '- Not enough: The provider must still be down.',
  },
  B046: {
    why: 'In an interview an answer takes about two minutes, which is 280 words, and after a longer one nobody remembers its start. What goes further is asked for in follow-ups. A question of kind screen has 110 words, and the story of a behavioral one 150 to 280.',
    bad: 'an expected answer of 500 words',
    good: 'an expected answer of 250 words, and two follow-ups that ask for the rest',
  },
  B047: {
    why: 'A quick round asks ten questions of kind screen, with a minute for each answer. Two lines of 76 columns are read in a few seconds; a situation that takes longer belongs to another kind.',
    bad: 'kind: screen',
    good: 'kind: debugging',
  },
  B048: {
    why: 'An interviewer says the question aloud, once, in half a minute: 60 words. Tables and code do not count, since a candidate looks at those, but they have at most ten rows. The rest waits in `If asked`, or comes with the follow-up that needs it.',
    bad: 'a question of 140 words of prose',
    good: 'a question of 50 words of prose, and four facts for those who ask',
  },
  B049: {
    why: 'An opener is the short question before a case. `opens` lists the ids of cases in the same bank, and only a question of kind screen has it.',
    bad: 'minutes: 5\nopens: [retry-strom]',
    good: 'minutes: 5',
  },
  B050: {
    why: 'An allow that silences nothing today would hide the next real finding with that code.',
    bad: 'minutes: 5\nallow: [B031]',
    good: 'minutes: 5',
  },
  B051: {
    why: 'A point marked `When: asked` counts only if a follow-up that probes it was asked. Without such a follow-up it never counts.',
    bad: '- **Limits attempts.** Each request has a budget after which it fails quickly.\n  - When: asked\n',
    good: '- **Limits attempts.** Each request has a budget after which it fails quickly.\n',
  },
  B052: {
    why: 'The reply to a clarifying question begins with the name of the fact, so that a candidate sees what was understood.',
    bad: '- Three batch jobs and the website.',
    good: '- **Callers.** Three batch jobs and the website.',
  },
  B053: {
    why: 'A candidate asks in words of their own. A fact is found by its other words: about six that a person would type, none that fit any fact, and none that another fact has.',
    bad: '  - who calls it\n',
    good: '  - who calls it, clients, traffic sources, consumers, upstream\n',
  },
  B054: {
    why: 'What is worth asking is what decides the answer. If everything is, the mark says nothing.',
    bad: '  - people, impact, complaints, who notices\n  - Worth asking: It is bad.',
    good: '  - people, impact, complaints, who notices',
  },
  B055: {
    why: 'Whoever asks wants to hear something new.',
    bad: '- **Limit.** The provider answered with status 429.',
    good: '- **Limit.** Sixty calls a second for the whole account.',
  },
  B056: {
    why: 'A candidate cannot know a figure that no one told. It belongs in the question or in a fact.',
    bad: 'Each request has a budget of 75 attempts, after which',
    good: 'Each request has a budget of two attempts, after which',
  },
  B057: {
    why: 'An answer to a follow-up is spoken in about a minute: 60 to 150 words. One of a sentence shows nobody what a strong answer has, and a longer one is a second question. Those of kind screen and behavioral may be short.',
    bad: '### What do you alert on?\n\nThe share of calls that are retries.\n\n## Hiring manager notes',
    good: '### What do you alert on?\n\nThe share of calls that are retries. On a normal day it is close to zero, so a limit is easy to set, and it rises before anyone sees an error. Beside it I watch how many requests give up after their budget, because those are people who got nothing. An alert on errors alone comes late: retries hide the first failures, and then everything fails at once.\n\n## Hiring manager notes',
  },
  B090: {
    why: 'Facts age. This stays a note even with --strict: time alone must not break a build.',
    bad: 'reviewed: 2024-01-01',
    good: 'reviewed: 2026-11-24',
  },
  B091: {
    why: 'No one has checked facts on a future date, so it is usually a typo. This stays a warning with --strict: a wrong clock must not break a build.',
    bad: 'reviewed: 2062-11-24',
    good: 'reviewed: 2026-11-24',
  },
};
