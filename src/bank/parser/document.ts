import type { Finding, SourceFile } from '../diagnostic.ts';

/** A value of the front matter. */
export type Value = string | number | boolean | null | OddScalar | readonly Value[] | Data;

/** Keys and values. Use `valueOf` to look one up: `data.constructor` may be the prototype's. */
export interface Data {
  readonly [key: string]: Value;
}

/**
 * A number or truth value that is not written as `12`, `2.5` or `true`. YAML reads `010` as 10 or 8, and `1e3` as 1000. No
 * key accepts these, so only the spelling is kept, for the message.
 */
export class OddScalar {
  readonly written: string;

  constructor(written: string) {
    this.written = written;
  }
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isData(value: Value): value is Data {
  return typeof value === 'object' && value !== null && !isList(value) && !(value instanceof OddScalar);
}

export function valueOf(data: Data, key: string): Value | undefined {
  return Object.hasOwn(data, key) ? data[key] : undefined;
}

/** One file of a bank, read but not yet checked. */
export interface Document extends SourceFile {
  /** Relative to the bank's folder, with `/`. */
  file: string;
  /** The front matter; null if it could not be read: `problems` says why. */
  data: Data | null;
  /** The Markdown below the front matter; null if that is never closed, or the file could not be read. */
  content: string | null;
  /** Found while reading. */
  problems: readonly Finding[];
}

/** The number of the first line of a document's content. */
export function firstLineOf({ text, content }: Document): number {
  return text.slice(0, text.length - (content ?? '').length).split('\n').length;
}
