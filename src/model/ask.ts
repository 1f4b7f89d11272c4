/** One question to the model, which knows nothing else. */
export interface Ask<T> {
  /** Describes the reply in words as well, and names JSON: a server may ignore the schema, or refuse to use it. */
  system: string;
  user: string;
  /** JSON schema of the reply, with its name: letters, digits, `_` and `-`. */
  schema: { name: string; schema: object };
  /** The reply as a value; null if it does not fit. Validates by hand, since servers ignore schemas. */
  read: (value: unknown) => T | null;
}

/** How a server is told to reply in JSON. */
export type Form = 'json_schema' | 'json_object' | 'text';

/** A question without the validation of its reply. */
export type Question = Omit<Ask<unknown>, 'read'>;
