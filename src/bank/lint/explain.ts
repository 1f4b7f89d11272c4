import type { Code } from '../codes.ts';

/** What a code is about, for writers of questions. */
export interface Explanation {
  /** Why it matters, one or two sentences. */
  why: string;
  /** A piece of a file that gets the finding. */
  bad: string;
  /** The same piece as it should be. */
  good: string;
}

/** Every code once. The good pieces of those about one file's text stand in one question, which the tests lint with each bad piece in its place. */
export const EXPLANATIONS: Readonly<Record<Code, Explanation>> = {
  B001: {
    why: 'A bank is a folder of plain files. Pipes, devices, and links that leave the bank are never opened, so a stranger’s bank cannot make the program wait or read what is yours.',
    bad: '005-caching.md -> /etc/hosts',
    good: '005-caching.md, a plain file that you may read',
  },
  B002: {
    why: 'One question is one page of text. A file this large is something else, and reading it would stall every command.',
    bad: '005-caching.md with 1,400,000 bytes',
    good: '005-caching.md with 9,000 bytes',
  },
  B003: {
    why: 'In any other encoding letters are guessed at, and a guess is shown to a candidate as fact.',
    bad: 'na\ufffdve caching, saved as Latin-1',
    good: 'naïve caching, saved as UTF-8',
  },
  B004: {
    why: 'A control character can command a terminal, or make text read as something that it is not. It never gets that far, and the file does not load.',
    bad: 'title: "Retries \\e[2J that made it worse"',
    good: 'title: Retries that made it worse',
  },
  B005: {
    why: 'What stands between two lines of three hyphens at the top is how the program knows the question.',
    bad: 'number: 1\nid: retry-storm',
    good: '---\nnumber: 1\nid: retry-storm',
  },
  B006: {
    why: 'Front matter is data. Some tools run it as a program when its first line names another language; this one never does.',
    bad: '---js\nnumber: 1',
    good: '---\nnumber: 1',
  },
  B007: {
    why: 'Front matter that cannot be read has no keys. Mostly a colon or a hash in a value wants quotation marks around it.',
    bad: 'title: Retries: that made it worse',
    good: 'title: Retries that made it worse',
  },
  B010: {
    why: 'Every key is used: to sort, to set the clock, or to keep a candidate’s history.',
    bad: 'kind: debugging\nroles:',
    good: 'kind: debugging\nlevel: mid\nroles:',
  },
  B011: {
    why: 'A key that nobody reads is mostly a slip of the pen, and the value that was meant is then missing.',
    bad: 'minute: 5',
    good: 'minutes: 5',
  },
  B012: {
    why: 'The bank’s README.md lists its topics, roles and levels. A word outside of them would never be found by a filter.',
    bad: 'level: senoir',
    good: 'level: mid',
  },
  B013: {
    why: 'Each key wants one form, so that a number sorts as a number and a date is a date.',
    bad: 'minutes: "5"',
    good: 'minutes: 5',
  },
  B014: {
    why: 'Users call a question by its number. The file that comes later by name does not load.',
    bad: '005-caching.md: number: 5\n005-limits.md: number: 5',
    good: '005-caching.md: number: 5\n006-limits.md: number: 6',
  },
  B015: {
    why: 'History hangs on the id: two questions with one id would share their attempts. An id once published never changes.',
    bad: '005-caching.md: id: caching\n006-limits.md: id: caching',
    good: '005-caching.md: id: caching\n006-limits.md: id: rate-limits',
  },
  B016: {
    why: 'A folder sorted by name is then sorted by number, and a question is found without opening the others.',
    bad: 'number: 12',
    good: 'number: 1',
  },
  B020: {
    why: 'Without a question there is nothing to ask, without an expected answer nothing to compare with. Everything else may come later.',
    bad: '## Expected answer\n\n## Key points',
    good: '## Expected answer\n\nI suspect our own retries: immediate ones keep the load above the limit after its cause has gone. First a switch turns retries off, so that traffic falls. Then the client waits as long as the Retry-After header says. Each request has a budget of two attempts, after which it fails quickly.\n\n## Key points',
  },
  B021: {
    why: 'A Probes line links a follow-up to the key point that it tests, by the short name. Follow-ups that press are chosen by it.',
    bad: 'Probes: patience',
    good: 'Probes: waits politely.',
  },
  B022: {
    why: 'Every follow-up is shown with its answer after the round. A question alone leaves the candidate guessing.',
    bad: '### What do you alert on?\n\n## Hiring manager notes',
    good: '### What do you alert on?\n\nThe share of calls that are retries.\n\n## Hiring manager notes',
  },
  B023: {
    why: 'Ticks and Probes lines call a key point by its short name, so no two may share one.',
    bad: '- **Waits politely.** Each request has a budget',
    good: '- **Limits attempts.** Each request has a budget',
  },
  B030: {
    why: 'A round has a step for each section, and skips it where the section is missing. A quick note can be practised at once, and be finished later.',
    bad: '## Takeaway\n',
    good: '## Takeaway\n\nA retry is load, so give it a budget.\n',
  },
  B031: {
    why: 'A reader of the file expects the order in which a round shows the sections.',
    bad: '## Takeaway\n\nA retry is load, so give it a budget.\n\n## Hiring manager notes\n\nI listen for "our own load".\n',
    good: '## Hiring manager notes\n\nI listen for "our own load".\n\n## Takeaway\n\nA retry is load, so give it a budget.\n',
  },
  B032: {
    why: 'A round shows eight sections and knows them by their headings. What stands under any other is never seen.',
    bad: '## Take-away',
    good: '## Takeaway',
  },
  B033: {
    why: 'Text outside of the sections, or between the items of a list, belongs to no step of a round. A comment (`<!-- … -->`) is the place for a note to yourself.',
    bad: '## Common mistakes\n\nThey are these:\n\n- Adding more',
    good: '## Common mistakes\n\n- Adding more',
  },
  B034: {
    why: 'The short name is what the candidate ticks, the statement is what it means. One without the other cannot be judged.',
    bad: '- Each request has a budget',
    good: '- **Limits attempts.** Each request has a budget',
  },
  B035: {
    why: 'Three points do not tell answers apart, and nobody can judge ten fairly after five minutes of speaking.',
    bad: '## Key points\n\n- **Suspects the retries.** Immediate retries keep the load above the limit after its cause has gone.\n  - retry storm, self-inflicted load\n  - Counts: Our clients are hammering the API.\n  - Not enough: The provider must still be down.\n- **Stops the harm first.** A switch turns retries off\n  so that traffic falls.\n- **Waits politely.** The client waits as long as the Retry-After header says.\n',
    good: '## Key points\n\n- **Suspects the retries.** Immediate retries keep the load above the limit after its cause has gone.\n  - retry storm, self-inflicted load\n  - Counts: Our clients are hammering the API.\n  - Not enough: The provider must still be down.\n- **Stops the harm first.** A switch turns retries off\n  so that traffic falls.\n- **Waits politely.** The client waits as long as the Retry-After header says.\n- **Limits attempts.** Each request has a budget after which it fails quickly.\n',
  },
  B036: {
    why: 'A fence or a comment that is never closed swallows the rest of the file.',
    bad: '<!-- Backing off without jitter.',
    good: '- Backing off without jitter.',
  },
  B037: {
    why: 'Short names are called in `Probes:` lines and listed with what was made of them, and there a name ends at a colon.',
    bad: '- **Attempts: a budget.** Each request has a budget',
    good: '- **Limits attempts.** Each request has a budget',
  },
  B040: {
    why: 'An answer that nobody can check is an opinion. A paper, a specification or official documentation will do.',
    bad: 'references: []',
    good: 'references:\n  - title: Nottingham and Fielding, Additional HTTP Status Codes, RFC 6585\n    url: https://www.rfc-editor.org/rfc/rfc6585',
  },
  B041: {
    why: 'Models and prices change within months, and an answer that names one is then wrong. Say what holds for any, or state the assumption.',
    bad: 'a budget of two attempts at $0.05 each',
    good: 'a budget of two attempts',
  },
  B042: {
    why: 'A point with two statements can be half made, and then neither tick is true.',
    bad: 'Immediate retries keep the load above the limit. Jitter is missing.',
    good: 'Immediate retries keep the load above the limit after its cause has gone.',
  },
  B043: {
    why: 'A candidate is measured against the points and shown the answer. Where the answer does not make them, the two contradict each other.',
    bad: '## Expected answer\n\nI suspect our own retries: immediate ones keep the load above the limit after its cause has gone. First a switch turns retries off, so that traffic falls. Then the client waits as long as the Retry-After header says. Each request has a budget of two attempts, after which it fails quickly.\n\n## Key points\n\n- **Pages a human.** Somebody on call gets woken.',
    good: '## Expected answer\n\nI suspect our own retries: immediate ones keep the load above the limit after its cause has gone. First a switch turns retries off, so that traffic falls. Then the client waits as long as the Retry-After header says. Each request has a budget of two attempts, after which it fails quickly.\n\n## Key points\n\n- **Suspects the retries.** Immediate retries keep the load above the limit after its cause has gone.\n  - retry storm, self-inflicted load\n  - Counts: Our clients are hammering the API.\n  - Not enough: The provider must still be down.',
  },
  B044: {
    why: 'Two questions that ask the same waste an evening, and split one history in two.',
    bad: '005: How do you cache prompts in a chat product?\n031: How would you cache the prompts of a chat product?',
    good: '005: How do you cache prompts in a chat product?\n031: Your cache serves one customer another’s answer. What now?',
  },
  B045: {
    why: 'What stands under `Counts` and `Not enough` teaches the program where the line of a point lies. Where it judges an example otherwise, it will judge candidates who say the like otherwise, too.',
    bad: '- Not enough: Immediate retries keep the load above the limit after its cause has gone.',
    good: '- Not enough: The provider must still be down.',
  },
  B050: {
    why: 'An allow that silences nothing hides the next real finding of that code.',
    bad: 'minutes: 5\nallow: [B031]',
    good: 'minutes: 5',
  },
  B090: {
    why: 'Facts age. This is only mentioned, with --strict too: time alone breaks no build.',
    bad: 'reviewed: 2024-01-01',
    good: 'reviewed: 2026-11-24',
  },
  B091: {
    why: 'Nobody has checked facts on a day that has not come, so the date is mostly a slip of the pen. With --strict it stays a warning: a clock that is wrong breaks no build.',
    bad: 'reviewed: 2062-11-24',
    good: 'reviewed: 2026-11-24',
  },
};
