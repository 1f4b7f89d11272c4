import type { Interruption } from './interruption.ts';
import type { RawTerminal } from './raw-terminal.ts';

const CTRL_C = '\x03';
const CTRL_Z = '\x1a';
const ESCAPE = '\x1b';

const ignore = (): void => undefined;

/** Watches the keys and the terminal while the program works and shows no prompt. Other keys are dropped. */
export function watchForStop(
  terminal: RawTerminal,
  {
    onStop = ignore,
    onEscape = ignore,
  }: { onStop?: (stop: Interruption) => void; onEscape?: () => void } = {},
): {
  stopped: () => Interruption | null;
  letGo: () => void;
} {
  let stop: Interruption | null = null;
  const stopBy = (interruption: Interruption): void => {
    stop = interruption;
    onStop(interruption);
  };
  const letGo = [
    terminal.hold({
      text(text) {
        const times = text.split(CTRL_C).length - 1;
        if (times > 0) stopBy({ interrupt: times > 1 || stop !== null ? 'SIGINT' : 'pause' });
        else if (text === ESCAPE) onEscape();
        else if (text.includes(CTRL_Z)) terminal.suspend();
      },
      paste: ignore,
    }),
    terminal.onSignal((interrupt) => stopBy({ interrupt })),
  ];
  return {
    stopped: () => stop,
    letGo() {
      for (const end of letGo) end();
    },
  };
}
