// What completion needs to know of commander: the shape of its tree, and nothing that runs.
import type { Command } from 'commander';

export type { Argument, Command, Option } from 'commander';

/** The tree of commands, and the one that runs where none is named. */
export interface Tree {
  program: Command;
  usual: Command;
}
