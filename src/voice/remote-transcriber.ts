import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { type Endpoint, hostOf } from '../model/endpoint.ts';
import { ModelError, RefusedError, stopIfAborted } from '../model/problem.ts';
import { pauseAfter } from '../model/retry.ts';
import { openWire, type Received, type Wire } from '../model/wire.ts';
import { type Transcriber, TranscriberError, wordsIn } from './transcriber.ts';

/** A busy or failing server is asked so many more times. */
const RETRIES = 2;

/** A transcriber at an OpenAI-compatible address. Each file of sound goes there, and nothing else. */
export function remoteTranscriber(endpoint: Endpoint, language: string, version: string): Transcriber {
  const wire = openWire(endpoint, version);
  const host = hostOf(endpoint.url);
  return {
    name: `${endpoint.name} at ${host}`,
    host,
    async transcribe(file, signal) {
      try {
        const form = formOf(
          { model: endpoint.name, response_format: 'json', language },
          await readFile(file),
        );
        for (let tries = 0; ; tries++) {
          try {
            return wordsIn(await send(wire, endpoint, form, signal), host);
          } catch (error) {
            const wait = tries < RETRIES ? pauseAfter(error, tries, Date.now()) : null;
            if (wait === null) throw error;
            await pause(wait, undefined, { signal }).catch(() => undefined);
            stopIfAborted(endpoint, signal);
          }
        }
      } catch (error) {
        if (error instanceof ModelError) throw new TranscriberError(error.message);
        throw error;
      }
    },
  };
}

interface Form {
  body: Uint8Array;
  type: string;
}

async function send(wire: Wire, endpoint: Endpoint, form: Form, signal: AbortSignal): Promise<Buffer> {
  stopIfAborted(endpoint, signal);
  let received: Received;
  try {
    received = await wire(`${endpoint.url}/audio/transcriptions`, { ...form, signal });
  } catch (error) {
    stopIfAborted(endpoint, signal);
    throw error;
  }
  const { status, text } = received;
  if (status < 300) return Buffer.from(text);
  const refused = new RefusedError(endpoint, received);
  if (refused.kind !== 'unreachable') throw refused;
  throw new ModelError(
    'unreachable',
    `${endpoint.url}/audio/transcriptions does not exist (${status}): most addresses end in /v1.`,
  );
}

/** A form with a file of sound, as browsers send it. */
function formOf(fields: Readonly<Record<string, string>>, sound: Buffer): Form {
  const boundary = `hotseat-${crypto.randomUUID()}`;
  const parts = Object.entries(fields).map(
    ([name, value]) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value.replace(/[\r\n]+/g, ' ')}\r\n`,
  );
  const file = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="answer.wav"\r\ncontent-type: audio/wav\r\n\r\n`;
  return {
    body: Buffer.concat([Buffer.from(parts.join('') + file), sound, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    type: `multipart/form-data; boundary=${boundary}`,
  };
}
