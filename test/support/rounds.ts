/** `SEED=7 npm test`: where everything random in the tests starts. `npm run test:long` draws one. */
export const SEED = Number(process.env['SEED'] ?? 1);
/** `ROUNDS=500 npm run test:faults`: how many rounds tests play whose moments are drawn. */
export const ROUNDS = Number(process.env['ROUNDS'] ?? 12);
