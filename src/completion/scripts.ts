import type { Shell } from './shells.ts';

const BASH = `# hotseat completion for bash 4 and newer: source <(hotseat completion bash)
_hotseat() {
  local -a lines
  mapfile -t lines < <(hotseat __complete bash -- "$COMP_TYPE" "\${COLUMNS:-80}" "$2" "\${COMP_LINE:0:COMP_POINT}" 2>/dev/null </dev/null)
  COMPREPLY=()
  case "\${lines[0]-}" in
    files) compopt -o default ;;
    folders) compopt -o dirnames ;;
    words) COMPREPLY=("\${lines[@]:1}") ;;
  esac
}
complete -o nosort -F _hotseat hotseat 2>/dev/null || complete -F _hotseat hotseat
`;

const ZSH = `#compdef hotseat
# hotseat completion for zsh. After compinit: source <(hotseat completion zsh)
_hotseat() {
  local -a lines
  lines=("\${(@f)$(hotseat __complete zsh -- "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null </dev/null)}")
  case "$lines[1]" in
    files) compset -P '--*='; _files ;;
    folders) compset -P '--*='; _files -/ ;;
    words)
      shift lines
      (( $#lines )) && _describe -V hotseat lines ;;
    *) return 1 ;;
  esac
}
if [[ "$funcstack[1]" = _hotseat ]]; then
  _hotseat "$@"
elif (( $+functions[compdef] )); then
  compdef _hotseat hotseat
else
  print -u2 'hotseat: completion needs this line before it: autoload -Uz compinit && compinit'
fi
`;

const FISH = `# hotseat completion for fish: hotseat completion fish > ~/.config/fish/completions/hotseat.fish
function __hotseat_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l lines (hotseat __complete fish -- $words[2..-1] "$typed" 2>/dev/null </dev/null)
    set -l before (string match -r -- '^--[^=]*=' "$typed")
    set -l path (string replace -r -- '^--[^=]*=' '' "$typed")
    switch "$lines[1]"
        case files
            printf '%s\\n' "$before"(__fish_complete_path "$path")
        case folders
            printf '%s\\n' "$before"(__fish_complete_directories "$path" '')
        case words
            printf '%s\\n' $lines[2..-1]
    end
end
complete -c hotseat -e
complete -c hotseat -f -k -a '(__hotseat_complete)'
`;

/** One script per shell. It asks the program at every TAB, so it is never out of date. */
export const SCRIPTS: Readonly<Record<Shell, string>> = { bash: BASH, zsh: ZSH, fish: FISH };
