import { beforeAll, expect, test } from 'vitest';
import { type Found, type Hit, search, type SearchedBank } from '../../../src/bank/search/search.ts';
import { searchableBank } from '../../../src/bank/search/searchable.ts';
import { questionsOf, SHIPPED_BANK } from '../../support/questions.ts';

let banks: SearchedBank[];
let numbers: Map<string, number>;
beforeAll(async () => {
  const questions = await questionsOf(SHIPPED_BANK);
  const bank = searchableBank();
  for (const question of questions) bank.add(question);
  banks = [{ name: 'hotseat', ...bank.done() }];
  numbers = new Map(questions.map(({ id, number }) => [id, number]));
});

const find = (text: string): Found => search(banks, text);
const numbersOf = (hits: readonly Hit[]): number[] => hits.map(({ id }) => numbers.get(id) ?? 0);

/** What an engineer types, and the questions that someone who knows the bank would name: these come first. */
test.each<[terms: string[], named: number[]]>([
  [
    ['prompt injection', 'Prompt-Injection', 'prompt injections', 'prompt injecton'],
    [78, 80],
  ],
  [
    ['vector database', 'vector databases', 'vector DB', 'vector store'],
    [4, 30, 115],
  ],
  [['MoE', 'mixture of experts', 'Mixture-of-Experts'], [16]],
  [
    ['LLM as a judge', 'LLM-as-a-judge', 'llm judge'],
    [47, 48, 118],
  ],
  [['tokenization', 'tokenisation', 'tokenizer', 'tokeniser', 'tokenizaton'], [3]],
  [['quantization', 'quantisation', 'quantized', 'quantised', 'quantiztion'], [17]],
  [
    ['reranker', 're-ranker', 'reranking', 're-ranking'],
    [33, 111],
  ],
  [['structured output', 'structured outputs', 'JSON mode', 'constrained decoding'], [22]],
  [
    ['guardrails', 'guardrail', 'guard rails'],
    [79, 82],
  ],
  [['speculative decoding', 'acceptance rate'], [91]],
  [
    ['LoRA', 'LORA', 'low-rank adaptation'],
    [104, 110, 121],
  ],
  [
    ['KV cache', 'key-value cache', 'KV caching'],
    [12, 92],
  ],
  [['AI act', 'EU AI Act'], [84]],
  [
    ['eval', 'evals'],
    [8, 49, 50, 118],
  ],
  [['golden set'], [49]],
  [
    ['RAG', 'retrieval-augmented generation'],
    [5, 29, 36, 42, 54, 103, 125],
  ],
  [
    ['fine-tuning', 'finetuning', 'fine tuning'],
    [103, 104, 107],
  ],
  [['hallucination', 'hallucinations', 'halucination'], [6]],
  [['context window'], [2]],
  [['long context'], [13, 42, 44]],
  [['agent memory'], [74]],
  [
    ['MCP', 'model context protocol'],
    [7, 70],
  ],
  [['function calling', 'tool calling'], [65]],
  [['chain of thought', 'CoT', 'chain-of-thought'], [28]],
  [
    ['temperature', 'top-p', 'temperature and top-p'],
    [14, 122],
  ],
  [['vLLM', 'continuous batching', 'PagedAttention'], [123]],
  [['reward hacking'], [124]],
  [['GraphRAG', 'knowledge graph'], [125]],
  [['chunking'], [29]],
  [['hybrid search', 'hybrid retrieval', 'BM25'], [32]],
  [
    ['embedding', 'embeddings'],
    [4, 38],
  ],
  [['RLHF', 'DPO', 'preference optimisation'], [106]],
  [['distillation', 'knowledge distillation'], [105]],
  [
    ['A/B test', 'A/B testing', 'AB testing'],
    [52, 59],
  ],
  [['streaming', 'SSE', 'server-sent events'], [93]],
  [['semantic cache', 'semantic caching'], [98]],
  [
    ['prompt caching', 'prompt cache'],
    [42, 43],
  ],
  [['red teaming', 'red team'], [88]],
  [['jailbreak', 'jailbreaking'], [57]],
  [['GDPR', 'right to be forgotten', 'machine unlearning'], [81]],
  [['multi-agent', 'multi agent'], [75]],
  [['human in the loop', 'HITL'], [73]],
  [['sandbox', 'code interpreter'], [72]],
  [['idempotency', 'idempotent'], [71]],
  [
    ['rate limit', 'rate limiting'],
    [94, 117],
  ],
  [['429', 'quota'], [94]],
  [['model routing', 'canary'], [97]],
  [['observability', 'tracing'], [101]],
  [['voice agent'], [116]],
  [['code review'], [113]],
  [['scaling laws', 'chinchilla'], [18]],
  [['build vs buy', 'build or buy'], [60]],
  [['ROI', 'return on investment'], [61]],
  [['vendor lock-in', 'vendor lockin'], [62]],
  [['reasoning models', 'test-time compute'], [19]],
  [['calibration', 'logprobs', 'log probabilities'], [20]],
  [['few-shot', 'in-context learning', 'ICL'], [23]],
  [['RoPE', 'rotary embeddings'], [13]],
  [['multimodal'], [21]],
  [['synthetic data'], [109]],
  [['GRPO', 'RLVR', 'verifiable rewards'], [108]],
  [['text to SQL', 'text2sql', 'text-to-SQL'], [35]],
  [['HyDE', 'query rewriting'], [34]],
  [['HNSW'], [31]],
  [['cross-encoder', 'bi-encoder', 'ColBERT'], [33]],
  [['transformer', 'self-attention'], [1]],
  [['attention'], [1, 12]],
  [['lost in the middle'], [44]],
  [['TTFT', 'time to first token'], [90]],
  [['bias', 'fairness'], [86]],
  [['content moderation'], [120]],
  [['behaviour drift', 'model versioning'], [96]],
])('%j', (terms, named) => {
  for (const each of terms) {
    const found = numbersOf(find(each).hits);
    expect([each, ...found.slice(0, named.length).sort((a, b) => a - b)]).toEqual([each, ...named]);
  }
});

test.each([
  ['DSPy', 'prompt engineering', 9],
  ['LangChain', 'agent', 69],
  ['LlamaIndex', 'RAG', 5],
  ['Pinecone', 'vector database', 30],
  ['Llama Guard', 'guardrail', 79],
])('no question is about %s; the nearest are about %s', (terms, field, first) => {
  const found = find(terms);
  expect(found.hits).toEqual([]);
  expect(found.field).toBe(field);
  expect(numbersOf(found.nearest)[0]).toBe(first);
});

test.each(['giraffe', 'zzzz', '', 'the', '!!'])('nothing comes near %j', (terms) => {
  expect(find(terms)).toEqual({ hits: [], corrected: [], nearest: [], field: null });
});
