import { Option } from 'commander';
import { expect, test } from 'vitest';
import { nameOf, type Table } from '../../src/options/option.ts';
import * as tables from '../../src/options/table.ts';

const { NAMED, ...rest } = tables;
const TABLES = Object.entries(rest as Record<string, Table>);
const NAMES = TABLES.flatMap(([, table]) => Object.values(table).map(nameOf));

test.each(TABLES)('%s has each option under the name that commander gives it', (_, table) => {
  const names = Object.values(table).map(({ flags }) => new Option(flags).attributeName());
  expect(names).toEqual(Object.keys(table));
});

test('whatever an option needs, excludes or silences is an option', () => {
  const named = TABLES.flatMap(([, table]) =>
    Object.values(table).flatMap(({ needs = [], excludes, silences = [] }) => [
      needs,
      excludes?.flags ?? [],
      silences,
    ]),
  );
  expect([NAMED.flags, ...named].flat(2).filter((name) => !NAMES.includes(name))).toEqual([]);
});
