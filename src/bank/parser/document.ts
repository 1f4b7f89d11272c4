import type { Diagnostic, Place } from '../diagnostic.ts';
import type { Source } from '../reporter.ts';

/** A single value of the front matter. */
export interface ScalarNode {
  kind: 'scalar';
  place: Place;
  value: string | number | boolean | null;
  /** As written, without quotes: YAML reads `010` as a number, and the format refuses it. */
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

/** A piece of front matter with its place. */
export type DataNode = ScalarNode | ListNode | MapNode;

/** One file of a bank, read but not yet checked. */
export interface Document extends Source {
  /** Relative to the bank's folder, with `/`. */
  file: string;
  /** null if it could not be read; `problems` says why. */
  frontMatter: MapNode | null;
  /** The first line after the front matter; null if that is never closed, or the file could not be read. */
  bodyLine: number | null;
  /** Found while reading. */
  problems: readonly Diagnostic[];
}
