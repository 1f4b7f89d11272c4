/** A shorter key, such as `ollama`, is a word of any reply and no secret. */
const FEWEST = 8;

/**
 * Whether a text of a server has the key in it, so that it must be neither shown nor kept: in any case and Unicode form, with
 * spaces or invisible characters inside, with the escapes of JSON, at any depth, or of a URL.
 */
export function echoes(text: string, key: string | null): boolean {
  const secret = bare(key ?? '');
  return secret.length >= FEWEST && bare(text).includes(secret);
}

/** The printable ASCII of a text in lower case. A key has nothing else. */
function bare(text: string): string {
  return text
    .replace(/\\+(?:u([0-9a-f]{4})|[bfnrt])/gi, (_, code?: string) =>
      code === undefined ? '' : charOf(code),
    )
    .replace(/%(?:25)*([0-9a-f]{2})/gi, (_, code: string) => charOf(code))
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\x21-\x7e]/g, '');
}

function charOf(code: string): string {
  return String.fromCharCode(Number.parseInt(code, 16));
}
