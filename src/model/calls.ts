/** How the points are put to the model: each in a call of its own, or all at once, twice, in two orders. */
export const CALLS = ['one-point', 'two-orders'] as const;
export type Calls = (typeof CALLS)[number];
