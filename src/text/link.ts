/** Longer addresses are not opened by some terminals. */
const LONGEST = 2000;

/** What a terminal may be told to open: nothing in it ends or changes the sequence around it. */
export const LINK = /^https?:\/\/[\x21-\x7e]+$/;

/** A web address as a link; null for anything else. */
export function linkTo(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { href } = new URL(address);
  return LINK.test(href) && href.length <= LONGEST ? href : null;
}
