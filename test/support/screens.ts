import { join } from 'node:path';
import { expect } from 'vitest';

/**
 * Compares screens, each under what it shows, with `test/screens/<name>.txt`. After a change on purpose,
 * `npx vitest run -u` writes the file again, and the review reads it.
 */
export async function expectScreens(
  name: string,
  screens: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  const text = Object.entries(screens).map(([title, rows]) => [`== ${title} ==`, ...rows, ''].join('\n'));
  await expect(text.join('\n')).toMatchFileSnapshot(join(import.meta.dirname, `../screens/${name}.txt`));
}
