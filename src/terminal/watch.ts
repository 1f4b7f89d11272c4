import type { Holder, Interrupt, Interruption } from './interruption.ts';
import type { RawTerminal } from './raw-terminal.ts';

const CTRL_C = '\x03';
const CTRL_Z = '\x1a';

const ignore = (): void => undefined;

/** What happens while no prompt has the keys. */
interface Watch extends Pick<Holder, 'resized' | 'resumed' | 'leave'> {
  onStop?: (interrupt: Interrupt) => void;
  /** Any other key. */
  onKey?: (text: string) => void;
  /** Before Ctrl+Z stops the process. */
  onSuspend?: () => void;
}

/** Watches the keys and the terminal while the program works and shows no prompt. */
export function watchForStop(
  terminal: RawTerminal,
  { onStop = ignore, onKey = ignore, onSuspend = ignore, ...shown }: Watch = {},
): {
  stopped: () => Interruption | null;
  letGo: () => void;
} {
  let stop: Interruption | null = null;
  const stopBy = (interrupt: Interrupt): void => {
    stop = { interrupt };
    onStop(interrupt);
  };
  const letGo = [
    terminal.hold({
      ...shown,
      text(text) {
        const times = text.split(CTRL_C).length - 1;
        if (times > 0) stopBy(times > 1 || stop !== null ? 'SIGINT' : 'pause');
        else if (text.includes(CTRL_Z)) {
          onSuspend();
          terminal.suspend();
        } else onKey(text);
      },
      paste: ignore,
    }),
    terminal.onSignal(stopBy),
  ];
  return {
    stopped: () => stop,
    letGo() {
      for (const end of letGo) end();
    },
  };
}
