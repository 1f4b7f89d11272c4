/** Something that is being said or played. */
export interface Playing {
  /** null once it was heard or stopped; else why it was not, in a sentence. */
  ended: Promise<string | null>;
  stop: () => void;
}
