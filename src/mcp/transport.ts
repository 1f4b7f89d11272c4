import { parseJSONRPCMessage, ProtocolErrorCode, type Transport } from '@modelcontextprotocol/server';
import type { Env } from '../platform/env.ts';
import { UserError } from '../platform/errors.ts';
import { nextTurn } from '../platform/steps.ts';

/** How long a message may be, in characters. */
const LONGEST = 10 * 1024 * 1024;
/** How long messages that came together may keep a signal or the end of the input unheard, in milliseconds. */
const SLICE = 50;

/**
 * The protocol on standard input and output, one message a line. The library's own transport drops a line that is not a
 * message without an answer, ends at one that is too long, and waits for a client that reads nothing.
 */
export function openTransport({ stdin, stdout }: Env, log: (error: Error) => void): Transport {
  let line = '';
  const received: string[] = [];
  let isBusy = false;
  const write = (message: object): Promise<void> => {
    stdout.write(`${JSON.stringify(message)}\n`);
    return Promise.resolve();
  };
  const refuse = (code: ProtocolErrorCode, reason: string, id: string | number | null = null): void => {
    log(new UserError(reason));
    void write({ jsonrpc: '2.0', id, error: { code, message: reason } });
  };
  const receive = (text: string): void => {
    if (text.trim() === '') return;
    if (text.length > LONGEST) {
      refuse(
        ProtocolErrorCode.InvalidRequest,
        `Invalid Request: a message has at most ${LONGEST} characters.`,
      );
      return;
    }
    const value = parsed(text);
    if (value === undefined) {
      refuse(ProtocolErrorCode.ParseError, 'Parse error: this line is not JSON.');
      return;
    }
    try {
      transport.onmessage?.(parseJSONRPCMessage(value));
    } catch {
      refuse(
        ProtocolErrorCode.InvalidRequest,
        'Invalid Request: this line is not one JSON-RPC message.',
        idOf(value),
      );
    }
  };
  const receiveAll = async (): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    let began = performance.now();
    for (let next = received.shift(); next !== undefined; next = received.shift()) {
      receive(next);
      // The library answers in microtasks, whose time counts.
      await Promise.resolve();
      if (performance.now() - began < SLICE) continue;
      await nextTurn();
      began = performance.now();
    }
    isBusy = false;
  };
  const take = (text: string): void => {
    for (const [n, part] of text.split('\n').entries()) {
      if (n > 0) {
        received.push(line);
        line = '';
      }
      // The rest of a line that is too long is not kept.
      if (line.length <= LONGEST) line += part;
    }
    void receiveAll();
  };
  const transport: Transport = {
    start() {
      stdin.setEncoding('utf8').on('data', take);
      return Promise.resolve();
    },
    send: write,
    close() {
      stdin.off('data', take).pause();
      received.length = 0;
      transport.onclose?.();
      return Promise.resolve();
    },
  };
  return transport;
}

/** Undefined, which JSON does not have, for what is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The id to answer under. Null for an answer: its id may be that of a request of ours, which the client would take for settled. */
function idOf(value: unknown): string | number | null {
  if (typeof value !== 'object' || value === null || 'result' in value || 'error' in value) return null;
  const { id } = value as { id?: unknown };
  return typeof id === 'string' || typeof id === 'number' ? id : null;
}
