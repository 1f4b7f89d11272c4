import type { Command } from 'commander';
import { completion } from '../commands/completion.ts';
import { SHELLS } from '../completion/shells.ts';
import type { Env } from '../platform/env.ts';
import { oneOf, type Run } from './options.ts';

const COMPLETION_HELP = `
Completes commands, options, their values, questions by number, sessions and files.
To have it in every shell that you open:

  bash  in ~/.bashrc:                  source <(hotseat completion bash)
  zsh   in ~/.zshrc, after compinit:   source <(hotseat completion zsh)
  fish  once:  hotseat completion fish > ~/.config/fish/completions/hotseat.fish`;

export function addCompletion(command: Command, env: Env, run: Run): void {
  command
    .description('print the script with which a shell completes what you type, at a TAB')
    .addArgument(command.createArgument('<shell>', oneOf(SHELLS)).choices(SHELLS).argParser(String))
    .addHelpText('after', COMPLETION_HELP)
    .action((shell: string) => run(completion(env, shell)));
}
