/** Remembers what was made of each text, and starts over when it remembers too much. */
export function memo<Made extends object>(
  most: number,
  make: (text: string) => Made,
): (text: string) => Made {
  const known = new Map<string, Made>();
  return (text) => {
    let made = known.get(text);
    if (made === undefined) {
      if (known.size >= most) known.clear();
      made = make(text);
      known.set(text, made);
    }
    return made;
  };
}
