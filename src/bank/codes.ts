export type Severity = 'error' | 'warning' | 'info';

interface CodeInfo {
  severity: Severity;
  /** What all findings with this code have in common. */
  title: string;
}

/** Every code. A code never changes its meaning, because question files name it in `allow`. */
export const CODES = {
  B001: { severity: 'error', title: 'a file that cannot be read' },
  B002: { severity: 'error', title: 'a file over 1 MiB' },
  B003: { severity: 'error', title: 'a file that is not UTF-8' },
  B004: { severity: 'error', title: 'a control character' },
  B005: { severity: 'error', title: 'front matter that is missing or never closed' },
  B006: { severity: 'error', title: 'front matter in a language other than YAML' },
  B007: { severity: 'error', title: 'front matter that is not valid YAML' },
  B010: { severity: 'error', title: 'a missing key' },
  B011: { severity: 'error', title: 'an unknown key' },
  B012: { severity: 'error', title: 'an unknown value' },
  B013: { severity: 'error', title: 'a value of the wrong type or format' },
  B014: { severity: 'error', title: 'a number that two questions share' },
  B015: { severity: 'error', title: 'an id that two questions share' },
  B016: { severity: 'error', title: 'a file name that does not start with the number' },
  B020: { severity: 'error', title: 'a missing Question or Expected answer' },
  B021: { severity: 'error', title: 'a Probes line that names no key point' },
  B022: { severity: 'error', title: 'a follow-up without an answer' },
  B023: { severity: 'error', title: 'two key points with the same name' },
  B024: { severity: 'error', title: 'a list or an item that is too long' },
  B030: { severity: 'warning', title: 'a section that is missing or empty' },
  B031: { severity: 'warning', title: 'a section out of order' },
  B032: { severity: 'warning', title: 'a section that is unknown or repeated' },
  B033: { severity: 'warning', title: 'text that a round never shows' },
  B034: { severity: 'warning', title: 'a key point without a short name or a statement' },
  B035: { severity: 'warning', title: 'too few or too many key points' },
  B036: { severity: 'warning', title: 'a code fence or a comment that is never closed' },
  B037: { severity: 'warning', title: 'a short name with a colon in it' },
  B038: { severity: 'warning', title: 'a concept that is named twice or starts with a capital' },
  B039: { severity: 'warning', title: 'a question too long to see while answering it' },
  B040: { severity: 'warning', title: 'no primary source' },
  B041: { severity: 'warning', title: 'a model name or a price in an expected answer' },
  B042: { severity: 'warning', title: 'a key point with two statements' },
  B043: { severity: 'warning', title: 'a key point that the expected answer does not cover' },
  B044: { severity: 'warning', title: 'two questions that ask the same thing' },
  B045: { severity: 'warning', title: 'an example answer that the matcher judges differently' },
  B046: { severity: 'warning', title: 'an expected answer that takes too long to say' },
  B047: { severity: 'warning', title: 'a question of kind screen that is long to read' },
  B048: { severity: 'warning', title: 'a question that takes too long to ask' },
  B049: { severity: 'warning', title: 'an opener that leads to no case' },
  B050: { severity: 'warning', title: 'an allow that has no effect' },
  B051: { severity: 'warning', title: 'a key point that counts when asked, and no follow-up asks' },
  B052: { severity: 'warning', title: 'a fact without a name or a text' },
  B053: { severity: 'warning', title: 'a fact that is hard to ask for' },
  B054: { severity: 'warning', title: 'more than two facts worth asking' },
  B055: { severity: 'warning', title: 'a fact that the question says already' },
  B056: { severity: 'warning', title: 'a figure in the expected answer that no one was given' },
  B057: { severity: 'warning', title: 'an answer to a follow-up that is too short or too long' },
  B090: { severity: 'info', title: 'facts last checked over a year ago' },
  B091: { severity: 'warning', title: 'facts checked on a future date' },
} as const satisfies Record<string, CodeInfo>;

export type Code = keyof typeof CODES;
