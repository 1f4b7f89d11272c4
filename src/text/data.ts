// DEL, C1 and the controls of writing direction: valid in JSON, but a terminal obeys them.
const UNSAFE = /[\u007f-\u009f\p{Bidi_Control}]/gu;

/** JSON as every command prints it: indented, with a final newline, harmless to a terminal. */
export function jsonText(value: unknown): string {
  return `${harmless(JSON.stringify(value, null, 2))}\n`;
}

/** The same on one line, without the newline. */
export function jsonLine(value: unknown): string {
  return harmless(JSON.stringify(value));
}

/** The fields of an object; none for any other value. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function harmless(json: string): string {
  return json.replace(UNSAFE, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** One line as a YAML value: quoted unless every reader takes it as plain text. */
export function yamlText(text: string): string {
  const isPlain =
    /^[a-z][\w .'()?!/-]*$/i.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isPlain && !text.endsWith(' ') ? text : JSON.stringify(text);
}

/** Groups items by key; keeps their order within each group. Groups are in the order of their first items. */
export function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
