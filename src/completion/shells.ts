/** The shells with a completion script. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

export const COMPLETION_HELP = `
Completes commands, options, their values, questions by number, sessions and files.
To load it in every new shell:

  bash  in ~/.bashrc:                  source <(hotseat completion bash)
  zsh   in ~/.zshrc, after compinit:   source <(hotseat completion zsh)
  fish  once:  hotseat completion fish > ~/.config/fish/completions/hotseat.fish`;
