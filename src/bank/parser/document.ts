import type { Diagnostic, Place } from '../diagnostic.ts';
import type { Source } from '../reporter.ts';

/** A single value of the front matter. */
export interface ScalarNode {
  kind: 'scalar';
  place: Place;
  value: string | number | boolean | null;
  /** As it is written, without quotes: `010` is the number 10, and still not a number to us. */
  source: string;
}

/** A list of the front matter. */
export interface ListNode {
  kind: 'list';
  place: Place;
  items: readonly DataNode[];
}

/** Keys and values. A Map, so that a key called `constructor` is a key like any other. */
export interface MapNode {
  kind: 'map';
  place: Place;
  entries: ReadonlyMap<string, { keyPlace: Place; value: DataNode }>;
}

/** A piece of front matter that knows where it stands. */
export type DataNode = ScalarNode | ListNode | MapNode;

/** One file of a bank, read and not yet judged. */
export interface Document extends Source {
  /** Relative to the bank's folder, with `/`. */
  file: string;
  /** null where there is none that could be read; `problems` says why. */
  frontMatter: MapNode | null;
  /** The number of the first line after the front matter; null where that never ends, or nothing was read. */
  bodyLine: number | null;
  /** What reading found. */
  problems: readonly Diagnostic[];
}
