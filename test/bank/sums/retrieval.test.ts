import { sums } from './support.ts';

sums(30, (says) => {
  const vectors = 400e6;
  const bytes = 768 * 4;
  says(
    `400 million times ${bytes.toLocaleString('en-US')} bytes is ${((vectors * bytes) / 1e12).toFixed(2)} terabytes`,
  );
  const code = 96 + 8;
  says(`${code} times 400 million, ${((vectors * code) / 1e9).toFixed(1)} gigabytes`);
});
