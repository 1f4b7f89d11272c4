/** The names that `-f` accepts. Kept apart from export-formats.ts because help and completion need only the names. */
export const FORMAT_NAMES = ['md', 'json', 'html', 'anki', 'prompt', 'sheet'] as const;
