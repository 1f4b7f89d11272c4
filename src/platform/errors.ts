/** Exit codes that a script may rely on. */
export const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130, terminated: 143, hungUp: 129 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/**
 * Something the user can put right: one sentence that stands alone, and what to do about it.
 * Any other error that reaches the composition root is a bug of ours.
 */
export class UserError extends Error {
  readonly help: string | undefined;
  readonly exitCode: ExitCode;

  constructor(message: string, options: { help?: string; exitCode?: ExitCode; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'UserError';
    this.help = options.help;
    this.exitCode = options.exitCode ?? EXIT.usage;
  }
}

/** The session could not be written. What was to be saved is still in hand, so it may be saved again or elsewhere. */
export class SaveError extends UserError {
  /** Why, in words: `the disk is full`. */
  readonly reason: string;
  /** The words that are not on disk, for whoever prints them. */
  text = '';

  constructor(folder: string, reason: string, help: string, cause: unknown) {
    super(`cannot save the session in ${folder}: ${reason}.`, { help, exitCode: EXIT.failed, cause });
    this.name = 'SaveError';
    this.reason = reason;
  }
}

/** `ENOENT` and the like; undefined for an error that is not the system's. */
export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

/** The one way to a program's failure by a full or forbidden disk: exit code 1. */
export function failure(message: string, help: string, cause?: unknown): UserError {
  return new UserError(message, { help, exitCode: EXIT.failed, cause });
}
