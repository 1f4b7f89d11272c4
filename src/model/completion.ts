import { fieldsOf } from '../text/data.ts';

export interface Tokens {
  prompt: number;
  completion: number;
}

/** What counts of a chat completion. Reasoning in a field of its own is dropped. */
export interface Completion {
  content: string;
  /** It ended at the token limit. */
  isCutOff: boolean;
  /** The content is empty, the reasoning is not, and both ended by themselves. */
  isOnlyReasoning: boolean;
  tokens: Tokens | null;
}

/** The first choice in the body of a response; null if it is no chat completion. */
export function completionIn(body: unknown): Completion | null {
  const { choices, usage } = fieldsOf(body);
  if (!Array.isArray(choices)) return null;
  const choice = fieldsOf(choices[0]);
  const { content = null, reasoning, reasoning_content } = fieldsOf(choice['message']);
  if (choice['message'] === undefined || !(typeof content === 'string' || content === null)) return null;
  const isCutOff = choice['finish_reason'] === 'length';
  const hasReasoning = [reasoning, reasoning_content].some((text) => typeof text === 'string' && text !== '');
  return {
    content: content ?? '',
    isCutOff,
    isOnlyReasoning: hasReasoning && !isCutOff && (content ?? '').trim() === '',
    tokens: tokensIn(usage),
  };
}

function tokensIn(usage: unknown): Tokens | null {
  const { prompt_tokens: prompt, completion_tokens: completion } = fieldsOf(usage);
  return isCount(prompt) && isCount(completion) ? { prompt, completion } : null;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** The names in a list of models; null if it is no such list. */
export function namesIn(body: unknown): readonly string[] | null {
  const { data } = fieldsOf(body);
  if (!Array.isArray(data)) return null;
  return data.map((model) => fieldsOf(model)['id']).filter((id) => typeof id === 'string');
}
