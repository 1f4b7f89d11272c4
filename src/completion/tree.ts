// All that completion needs from commander: the types of its tree, and no code.
import type { Command } from 'commander';

export type { Argument, Command, Option } from 'commander';

/** The tree of commands, and the one that runs if none is named. */
export interface Tree {
  program: Command;
  usual: Command;
}
