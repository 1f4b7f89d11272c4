export const modelCheck = () => 0 as const;
