import { beforeAll, expect, test } from 'vitest';
import { type Hit, search, type SearchedBank } from '../../../src/bank/search/search.ts';
import { searchableOf } from '../../../src/bank/search/searchable.ts';
import { questionsOf, SHIPPED_BANK } from '../../support/questions.ts';

let banks: SearchedBank[];
let numbers: Map<string, number>;
beforeAll(async () => {
  const questions = await questionsOf(SHIPPED_BANK);
  banks = [{ name: 'hotseat', questions: questions.map(searchableOf) }];
  numbers = new Map(questions.map(({ id, number }) => [id, number]));
});

const find = (text: string): Hit[] => search(banks, text);
const numbersOf = (hits: readonly Hit[]): number[] => hits.map(({ id }) => numbers.get(id) ?? 0);

/** What an engineer types, and the questions that someone who knows the bank would name: these are among the first five, or among as many as there are and one. */
test.each<[terms: string[], named: number[]]>([
  [['chunksize', 'chunk size'], [29]],
  [
    ['playwright', 'selenium', 'browser tests'],
    [76, 173],
  ],
  [['jmeter', 'k6', 'loadtest'], [180]],
  [
    ['prompt injection', 'Prompt-Injection', 'prompt injections', 'prompt injecton'],
    [78, 80, 144],
  ],
  [['XSS', 'cross-site scripting'], [145]],
  [['slopsquatting', 'package hallucination', 'hallucinated packages'], [85]],
  [
    ['vector database', 'vector databases', 'vector DB', 'vector store'],
    [4, 30, 115],
  ],
  [
    ['MoE', 'mixture of experts', 'Mixture-of-Experts'],
    [16, 158],
  ],
  [
    ['LLM as a judge', 'LLM-as-a-judge', 'llm judge'],
    [47, 48, 118, 139],
  ],
  [
    ['tokenization', 'tokenisation', 'tokenizer', 'tokeniser', 'tokenizaton'],
    [3, 127],
  ],
  [
    ['quantization', 'quantisation', 'quantized', 'quantised', 'quantiztion'],
    [17, 150, 157],
  ],
  [
    ['reranker', 're-ranker', 'reranking', 're-ranking'],
    [33, 111, 134],
  ],
  [
    ['structured output', 'structured outputs', 'JSON mode', 'constrained decoding'],
    [22, 136],
  ],
  [
    ['guardrails', 'guardrail', 'guard rails'],
    [79, 82],
  ],
  [
    ['speculative decoding', 'acceptance rate'],
    [91, 159],
  ],
  [
    ['LoRA', 'LORA', 'low-rank adaptation'],
    [104, 110, 121],
  ],
  [
    ['KV cache', 'key-value cache', 'KV caching'],
    [12, 92, 131],
  ],
  [
    ['AI act', 'EU AI Act'],
    [84, 178],
  ],
  [
    ['eval', 'evals'],
    [8, 49, 50, 118, 170, 184],
  ],
  [['golden set'], [49, 138]],
  [
    ['RAG', 'retrieval-augmented generation'],
    [5, 54, 152, 181, 211],
  ],
  [
    ['fine-tuning', 'finetuning', 'fine tuning'],
    [103, 104, 107, 148, 152, 292],
  ],
  [['hallucination', 'hallucinations', 'halucination'], [6]],
  [['context window'], [2]],
  [['long context'], [13, 42, 44, 152]],
  [['agent memory'], [74]],
  [
    ['MCP', 'model context protocol'],
    [7, 70, 175],
  ],
  [
    ['function calling', 'tool calling'],
    [65, 141],
  ],
  [['chain of thought', 'CoT', 'chain-of-thought'], [28]],
  [
    ['temperature', 'top-p', 'temperature and top-p'],
    [14, 122],
  ],
  [['vLLM', 'LLM serving', 'GPU inference'], [123]],
  [['reward hacking'], [124]],
  [
    ['GraphRAG', 'knowledge graph'],
    [125, 165],
  ],
  [['chunking'], [29]],
  [
    ['hybrid search', 'hybrid retrieval', 'BM25'],
    [32, 133],
  ],
  [
    ['embedding', 'embeddings'],
    [4, 38, 135],
  ],
  [['RLHF', 'preference optimisation'], [106]],
  [['DPO'], [106, 148]],
  [
    ['distillation', 'knowledge distillation'],
    [105, 149],
  ],
  [
    ['A/B test', 'A/B testing', 'AB testing'],
    [52, 59, 147],
  ],
  [['SSE', 'server-sent events'], [93]],
  [['streaming'], [93, 180]],
  [
    ['semantic cache', 'semantic caching'],
    [98, 151],
  ],
  [
    ['prompt caching', 'prompt cache'],
    [42, 43, 130],
  ],
  [['red teaming', 'red team'], [88]],
  [['jailbreak', 'jailbreaking'], [57]],
  [['GDPR', 'right to be forgotten', 'machine unlearning'], [81]],
  [
    ['multi-agent', 'multi agent'],
    [75, 182],
  ],
  [['human in the loop', 'HITL'], [73]],
  [['sandbox', 'code interpreter'], [72]],
  [
    ['idempotency', 'idempotent'],
    [71, 142],
  ],
  [
    ['rate limit', 'rate limiting'],
    [94, 117],
  ],
  [['429', 'quota'], [94]],
  [['model routing'], [97]],
  [['canary'], [97, 147]],
  [['observability', 'tracing'], [101]],
  [['voice agent'], [116]],
  [['code review'], [113, 177]],
  [['scaling laws', 'chinchilla'], [18]],
  [['build vs buy', 'build or buy'], [60]],
  [['ROI', 'return on investment'], [61]],
  [['vendor lock-in', 'vendor lockin'], [62]],
  [['reasoning models', 'test-time compute'], [19]],
  [['calibration', 'logprobs', 'log probabilities'], [20]],
  [
    ['few-shot', 'in-context learning', 'ICL'],
    [23, 137],
  ],
  [['RoPE', 'rotary embeddings'], [13]],
  [['multimodal'], [21]],
  [['synthetic data'], [109]],
  [
    ['GRPO', 'RLVR', 'verifiable rewards'],
    [108, 161],
  ],
  [['text to SQL', 'text2sql', 'text-to-SQL'], [35]],
  [['HyDE', 'query rewriting'], [34]],
  [['HNSW'], [31]],
  [['cross-encoder'], [33, 111, 134]],
  [['bi-encoder'], [33, 134]],
  [
    ['ColBERT', 'late interaction'],
    [33, 166],
  ],
  [['transformer', 'self-attention'], [1]],
  [['attention'], [1, 12, 126, 156]],
  [['lost in the middle'], [44]],
  [
    ['TTFT', 'time to first token'],
    [90, 146],
  ],
  [['fairness', 'bias against groups'], [86]],
  [['content moderation'], [120]],
  [['behaviour drift', 'model versioning'], [96]],
  [['Mamba', 'state-space models', 'linear attention'], [156]],
  [['FP4', 'NVFP4', 'MXFP4'], [157]],
  [['expert parallelism'], [158]],
  [['EAGLE', 'multi-token prediction'], [159]],
  [['linear probe', 'interpretability'], [160]],
  [['process reward model', 'PRM'], [162]],
  [['FSDP', 'tensor parallelism', 'pipeline parallelism'], [163]],
  [['agentic search'], [164]],
  [['ColPali', 'visual document retrieval'], [166]],
  [['SWE-bench'], [167]],
  [['contamination', 'benchmark contamination'], [168]],
  [['evaluation awareness'], [169]],
  [['flaky evals'], [50, 170]],
  [['flaky tests'], [15, 50, 155, 170, 205, 244]],
  [['DSPy', 'GEPA', 'prompt optimisation'], [171]],
  [['AGENTS.md'], [172]],
  [['computer use', 'RPA'], [76]],
  [['A2A'], [174]],
  [['contract testing', 'contract tests'], [176]],
  [['watermark', 'watermarking', 'C2PA', 'provenance'], [178]],
  [['copyright'], [179]],
  [['load testing', 'load test'], [180]],
  [['deep research'], [182]],
  [['context engineering'], [41, 45, 172, 185]],
  [['compaction'], [185]],
])('%j', (terms, named) => {
  for (const each of terms) {
    const first = numbersOf(find(each)).slice(0, Math.max(5, named.length + 1));
    expect([each, ...named.filter((number) => !first.includes(number))]).toEqual([each]);
  }
});

/** Once missed: every word had to be there, or one poor match was all. */
test.each([
  ['chunk size', 29],
  ['agentic RAG', 164],
  ['multimodal RAG', 166],
  ['decoding strategies', 14],
  ['reward hacking RLHF', 124],
  ['prompt hacking', 144],
  ['runaway agent', 67],
  ['calibrate judge', 48],
  ['playwright', 173],
  ['selenium', 173],
  ['RAG testing', 54],
])('%s: question %i is among the first five', (terms, number) => {
  expect(numbersOf(find(terms)).slice(0, 5)).toContain(number);
});

test('the first five of a topic by its name are of that topic', () => {
  expect(find('LLM evaluation').length).toBeGreaterThanOrEqual(5);
});

test.each([
  ['LangChain', 69],
  ['LlamaIndex', 152],
  ['Pinecone', 30],
  ['Llama Guard', 79],
])('no question is about %s; the near ones are about its field', (terms, first) => {
  const found = find(terms);
  expect(found.length).toBeGreaterThan(0);
  expect(found.length).toBeLessThanOrEqual(5);
  expect(found.every(({ isNear }) => isNear)).toBe(true);
  expect(numbersOf(found)).toContain(first);
});

test.each(['giraffe', 'zzzz', '', 'the', '!!'])('nothing comes near %j', (terms) => {
  expect(find(terms)).toEqual([]);
});
