/** A result as text for a reader: `key: value` lines, long texts below their key, one block an item of a list. */
export function textOf(value: object): string {
  return Object.entries(value)
    .flatMap(([key, inner]) => blockOf(key.replaceAll('_', ' '), inner))
    .join('\n');
}

function blockOf(key: string, value: unknown): string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) {
    if (value.length === 0) return [];
    return [`${key}:`, ...value.map((item) => `- ${itemOf(item).replaceAll('\n', '\n  ')}`)];
  }
  const text = wordsOf(value);
  return text.includes('\n') ? [`${key}:`, text] : [`${key}: ${text}`];
}

/** An object of a list in as few lines as its texts allow. */
function itemOf(item: unknown): string {
  if (typeof item !== 'object' || item === null) return wordsOf(item);
  const parts = Object.entries(item).flatMap(([key, value]) => {
    if (value === null || value === undefined) return [];
    const text = Array.isArray(value) ? value.map(wordsOf).join('; ') : wordsOf(value);
    return [
      key === 'statement' || key === 'title' || key === 'name'
        ? text
        : `${key.replaceAll('_', ' ')}: ${text}`,
    ];
  });
  return parts.join(' | ');
}

function wordsOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
