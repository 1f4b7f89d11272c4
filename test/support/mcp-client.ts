import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { dataOf, type Result } from './mcp.ts';
import { BIN, type Desk, SHORT } from './program.ts';

/** The protocols that the official client speaks with the program. */
export const ERAS = {
  '2025-11-25': {},
  '2026-07-28': { versionNegotiation: { mode: { pin: '2026-07-28' } } },
} as const;
export type Era = keyof typeof ERAS;

type Form = { requestedSchema: { properties: Record<string, { enum?: string[] }> } };
type Fill = (name: string, choices: readonly string[]) => string | undefined;

/** The official client, connected to the built program over real pipes. Without `fill` it cannot show forms. */
export async function connect(desk: Desk, era: Era, fill: Fill | null = null) {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [BIN, 'mcp', ...SHORT],
    cwd: desk.folder,
    env: { HOME: desk.folder, HOTSEAT_HOME: desk.home, TZ: 'UTC', PATH: process.env['PATH'] ?? '' },
    stderr: 'pipe',
  });
  const client = new Client(
    { name: 'the-assistant', version: '1.0.0' },
    { capabilities: fill === null ? {} : { elicitation: { form: {} } }, ...ERAS[era] },
  );
  if (fill !== null)
    client.setRequestHandler('elicitation/create', ({ params }) => {
      const { properties } = (params as unknown as Form).requestedSchema;
      const content = Object.entries(properties).flatMap(([name, { enum: choices = [] }]) => {
        const value = fill(name, choices);
        return value === undefined ? [] : [[name, value] as const];
      });
      return { action: 'accept' as const, content: Object.fromEntries(content) };
    });
  await client.connect(transport);
  const call = async (name: string, args: Record<string, unknown> = {}) => {
    const result = await client.callTool({ name, arguments: args });
    const [part] = result.content;
    return {
      isError: result.isError === true,
      text: part?.type === 'text' ? part.text : '',
      data: dataOf(result as Result),
    };
  };
  return { client, transport, call };
}
