import fc from 'fast-check';

/** `FUZZ=100000 npx vitest run test/security --testTimeout 7200000 -t reader` tries that many of each. */
export const INPUTS = Number(process.env['FUZZ'] ?? 2000);

/** A text with pieces cut out, doubled, moved or inserted. */
export function changed(text: string, pieces: readonly string[]): fc.Arbitrary<string> {
  const change = fc.record({
    at: fc.nat(text.length),
    length: fc.oneof(fc.nat(8), fc.nat(text.length)),
    doing: fc.constantFrom('cut', 'double', 'move', 'insert', 'insert', 'insert'),
    to: fc.nat(text.length),
    insert: fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 8 })),
    times: fc.constantFrom(1, 1, 1, 2, 60),
  });
  return fc.array(change, { minLength: 1, maxLength: 6 }).map((changes) =>
    changes.reduce((before, { at, length, doing, to, insert, times }) => {
      const piece = before.slice(at, at + length);
      const rest = before.slice(0, at) + before.slice(at + length);
      if (doing === 'cut') return rest;
      if (doing === 'double') return before.slice(0, at) + piece + before.slice(at);
      if (doing === 'move') return rest.slice(0, to) + piece + rest.slice(to);
      return before.slice(0, at) + insert.repeat(times) + before.slice(at);
    }, text),
  );
}
