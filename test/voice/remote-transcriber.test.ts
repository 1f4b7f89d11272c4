import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { remoteTranscriber } from '../../src/voice/remote-transcriber.ts';
import { TranscriberError } from '../../src/voice/transcriber.ts';

interface Seen {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

let folder = '';
let server: Server;
let seen: Seen[] = [];
let answer: (response: ServerResponse, n: number) => void;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hotseat-voice-'));
  seen = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      seen.push({ method, url, headers, body: Buffer.concat(chunks) });
      answer(response, seen.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  rmSync(folder, { recursive: true });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const json = (response: ServerResponse, status: number, value: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
};

const SOUND = Buffer.from('RIFF\r\n--boundary\0\xff sound', 'latin1');

function transcribe({ key = null as string | null, signal = new AbortController().signal } = {}) {
  const { port } = server.address() as AddressInfo;
  const file = join(folder, 'a name with "quotes"\n.wav');
  writeFileSync(file, SOUND);
  const endpoint = { url: `http://127.0.0.1:${port}/v1`, name: 'whisper-1', key, keyFrom: 'SECRET_KEY' };
  return remoteTranscriber(endpoint, 'en', '0.1.0').transcribe(file, signal);
}

const refusal = (options?: Parameters<typeof transcribe>[0]): Promise<string> =>
  transcribe(options).then(
    () => 'no refusal',
    (error: unknown) => (error instanceof TranscriberError ? error.message : `not ours: ${String(error)}`),
  );

describe('a recognizer at an address', () => {
  it('gets the sound as a form, with the key, and nothing else', async () => {
    answer = (response) => json(response, 200, { text: ' The cache. ' });
    expect(await transcribe({ key: 'sk-1' })).toMatchObject({ text: 'The cache.' });
    const [request] = seen;
    expect(request).toMatchObject({ method: 'POST', url: '/v1/audio/transcriptions' });
    expect(Object.keys(request!.headers).sort()).toEqual([
      'accept',
      'authorization',
      'connection',
      'content-length',
      'content-type',
      'host',
      'user-agent',
    ]);
    expect(request!.headers.authorization).toBe('Bearer sk-1');
    const parsed = new Response(new Uint8Array(request!.body), {
      headers: { 'content-type': request!.headers['content-type'] ?? '' },
    });
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- what it parses is ours, and small
    const form = await parsed.formData();
    const { file, ...fields } = Object.fromEntries(form) as Record<string, unknown> & { file: File };
    expect(fields).toEqual({ model: 'whisper-1', response_format: 'json', language: 'en' });
    expect(file.name).toBe('answer.wav');
    expect(Buffer.from(await file.arrayBuffer())).toEqual(SOUND);
  });

  it('is asked again while it is busy', async () => {
    answer = (response, n) =>
      n < 2
        ? response.writeHead(429, { 'retry-after': '0' }).end()
        : json(response, 200, { text: 'again', segments: [{ start: 0, end: 1, text: 'again' }] });
    expect(await transcribe()).toMatchObject({ text: 'again' });
    expect(seen).toHaveLength(2);
  });

  it.each([
    [401, {}, /wants a key \(401\)/],
    [404, {}, /\/v1\/audio\/transcriptions does not exist \(404\): most addresses end in \/v1\./],
    [400, { error: { message: 'bad \x1b[2Jsound' } }, /refused the request \(400\): bad .*sound\./],
    [302, {}, /redirects to nowhere \(302\)/],
  ])('that answers %d gives a sentence', async (status, body, sentence) => {
    answer = (response) => json(response, status, body);
    const said = await refusal();
    expect(said).toMatch(sentence);
    expect(said).not.toContain('\x1b');
    expect(seen).toHaveLength(1);
  });

  it('that answers nonsense gives a sentence, and its escape sequences are no words', async () => {
    answer = (response) => response.end(Buffer.from([0, 255, 254, 0, 0, 1, 2, 3, 255, 255]));
    expect(await refusal()).toMatch(/printed is no text/);
    answer = (response) => json(response, 200, { text: '' });
    expect(await refusal()).toMatch(/heard no words/);
    answer = (response) => response.end('x'.repeat(300 * 1024));
    expect(await refusal()).toMatch(/more than 256 KiB/);
    answer = (response) => json(response, 200, { text: 'a\x1b]0;owned\x07b' });
    expect((await transcribe()).text).not.toContain('\x1b');
  });

  it('that hangs, breaks off or is gone gives a sentence', async () => {
    answer = () => undefined;
    expect(await refusal({ signal: AbortSignal.timeout(50) })).toMatch(/did not answer in time/);
    answer = (response) => {
      response.writeHead(200, { 'content-length': 100 }).write('{"te');
      response.destroy();
    };
    expect(await refusal()).toMatch(/closed the connection|was closed/);
    const { port } = server.address() as AddressInfo;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    const gone = remoteTranscriber(
      { url: `http://127.0.0.1:${port}/v1`, name: 'w', key: null, keyFrom: null },
      'en',
      '0.1.0',
    ).transcribe(join(folder, 'a name with "quotes"\n.wav'), new AbortController().signal);
    await expect(gone).rejects.toThrow(/is not reachable: connection refused/);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
});
