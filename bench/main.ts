// `npm run bench` measures everything, `npm run bench -- composer` one part.
const PARTS: Partial<Record<string, () => Promise<unknown>>> = {
  startup: () => import('./startup.ts'),
  composer: () => import('./composer.ts'),
  bank: () => import('./bank.ts'),
  feedback: () => import('./feedback.ts'),
  blind: () => import('./blind.ts'),
  journal: () => import('./journal.ts'),
  growth: () => import('./growth.ts'),
  progress: () => import('./progress.ts'),
  model: () => import('./model.ts'),
  exchange: () => import('./exchange.ts'),
};

const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : Object.keys(PARTS)) {
  const part = PARTS[name];
  if (!part) throw new Error(`There is no part "${name}": ${Object.keys(PARTS).join(', ')}.`);
  await part();
}

export {};
