import { readFile } from 'node:fs/promises';
import { type Endpoint, hostOf } from '../wire/endpoint.ts';
import { ModelError } from '../wire/problem.ts';
import { openWire } from '../wire/wire.ts';
import { type Transcriber, TranscriberError, wordsIn } from './transcriber.ts';

/** A transcriber at an OpenAI-compatible address. Each file of sound goes there, and nothing else. */
export function remoteTranscriber(endpoint: Endpoint, language: string, version: string): Transcriber {
  const wire = openWire(endpoint, version);
  const host = hostOf(endpoint.url);
  return {
    name: `${endpoint.name} at ${host}`,
    host,
    async transcribe(file, signal) {
      const fields = { model: endpoint.name, response_format: 'json', language };
      const form = formOf(fields, await readFile(file));
      try {
        return wordsIn(Buffer.from(await wire('audio/transcriptions', { ...form, signal })), host);
      } catch (error) {
        if (error instanceof ModelError) throw new TranscriberError(error.message);
        throw error;
      }
    },
  };
}

/** A form with a file of sound, as browsers send it. */
function formOf(fields: Readonly<Record<string, string>>, sound: Buffer): { body: Uint8Array; type: string } {
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
