import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { Desk } from './program.ts';
import { readFileSync } from 'node:fs';

const TRAP = fileURLToPath(new URL('../support/no-network.cjs', import.meta.url));

/** An environment in which every attempt to use the network is recorded, and fails except where a server stands in for a port. */
export function watched(desk: Desk, servers: Readonly<Record<number, string>> = {}): Record<string, string> {
  const pairs = Object.entries(servers).map(([port, url]) => `${port}=${new URL(url).port}`);
  return {
    NODE_OPTIONS: `--require ${TRAP}`,
    NETWORK_LOG: join(desk.folder, 'network'),
    NETWORK_SERVERS: pairs.join(' '),
  };
}

/** The record: `loaded` for each process, and attempts. */
export const noted = (desk: Desk): string[] =>
  readFileSync(join(desk.folder, 'network'), 'utf8').trim().split('\n');
