/** The answer as a plain array of graphemes with a cursor: slow, but too simple to be wrong. */
export interface Reference {
  graphemes: string[];
  cursor: number;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

export function reference(text: string, offset: number): Reference {
  const graphemes = Array.from(segmenter.segment(text), ({ segment }) => segment);
  let cursor = 0;
  for (let passed = 0; passed < offset && cursor < graphemes.length; cursor++)
    passed += graphemes[cursor]!.length;
  return { graphemes, cursor };
}

const joined = (graphemes: string[]): string => graphemes.join('');
const before = ({ graphemes, cursor }: Reference): string => joined(graphemes.slice(0, cursor));
const after = ({ graphemes, cursor }: Reference): string => joined(graphemes.slice(cursor));

/** The text and the cursor in UTF-16 code units, to compare. */
export function seen(model: Reference): { text: string; cursor: number } {
  return { text: joined(model.graphemes), cursor: before(model).length };
}

function lineStart(model: Reference): number {
  return model.graphemes.lastIndexOf('\n', model.cursor - 1) + 1;
}

function lineEnd(model: Reference): number {
  const end = model.graphemes.indexOf('\n', model.cursor);
  return end < 0 ? model.graphemes.length : end;
}

/** What each key does, in the simplest form. */
export const KEYS: Record<string, (model: Reference) => Reference> = {
  left: (model) => ({ ...model, cursor: Math.max(0, model.cursor - 1) }),
  right: (model) => ({ ...model, cursor: Math.min(model.graphemes.length, model.cursor + 1) }),
  'ctrl+a': (model) => ({ ...model, cursor: model.cursor === 0 ? 0 : lineStart(model) }),
  'ctrl+e': (model) => ({ ...model, cursor: lineEnd(model) }),
  'ctrl+home': (model) => ({ ...model, cursor: 0 }),
  'ctrl+end': (model) => ({ ...model, cursor: model.graphemes.length }),
  return: (model) => typed(model, '\n'),
  backspace: (model) => cut(model, Math.max(0, model.cursor - 1), model.cursor),
  delete: (model) => cut(model, model.cursor, Math.min(model.graphemes.length, model.cursor + 1)),
  'ctrl+u': (model) => (model.cursor === 0 ? model : cut(model, lineStart(model), model.cursor)),
  'ctrl+k': (model) => {
    const end = lineEnd(model);
    return cut(model, model.cursor, end === model.cursor ? Math.min(model.graphemes.length, end + 1) : end);
  },
};

export function typed(model: Reference, text: string): Reference {
  const head = before(model) + text;
  return reference(head + after(model), head.length);
}

function cut(model: Reference, from: number, to: number): Reference {
  const head = joined(model.graphemes.slice(0, from));
  return reference(head + joined(model.graphemes.slice(to)), head.length);
}
