/** `ROUNDS=500 SEED=7 npm test`: how many rounds randomized tests play, and from which seed. */
export const ROUNDS = Number(process.env['ROUNDS'] ?? 12);
export const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
