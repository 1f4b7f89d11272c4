/** What `-f` knows. The formats themselves, in formats.ts, need much; their names are needed by every help and completion. */
export const FORMAT_NAMES = ['md', 'json', 'html', 'anki', 'career-ops', 'journal'] as const;
