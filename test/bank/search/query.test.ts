import { expect, test } from 'vitest';
import { fieldOf } from '../../../src/bank/search/query.ts';
import { termsOf, wordsIn } from '../../../src/bank/search/terms.ts';

const fieldTerms = (field: string): string[] => wordsIn(field).flatMap(termsOf);

test.each([
  ['Outlines', 'structured output'],
  ['is pgvector fast', 'vector database'],
  ['llama.cpp', 'LLM serving'],
  ['knowledge graphs', 'RAG'],
  ['prompt optimisation', 'prompt engineering'],
])('%s is a product of the field %s', (query, field) => {
  expect(fieldOf(query)).toEqual(fieldTerms(field));
});

test.each(['an outline', 'instruction tuning', 'haystacks of text'])(
  '%s names no product, though one has the same stem',
  (query) => {
    expect(fieldOf(query)).toEqual([]);
  },
);
