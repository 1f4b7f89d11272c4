/** Exit codes that scripts rely on. */
export const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130, terminated: 143, hungUp: 129 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/**
 * An error the user can fix: one self-contained sentence, and what to do about it.
 * Any other error that reaches main is a bug.
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

/** The session could not be written. The text is still in memory, so the round can retry or save it elsewhere. */
export class SaveError extends UserError {
  /** Why: `the disk is full`. */
  readonly reason: string;
  /** The text that is not on disk, for the caller to print. */
  text = '';

  constructor(folder: string, reason: string, help: string, cause: unknown) {
    super(`cannot save the session in ${folder}: ${reason}.`, { help, exitCode: EXIT.failed, cause });
    this.name = 'SaveError';
    this.reason = reason;
  }
}

/** A failure of the disk or of permissions rather than of the command line: exit code 1. */
export function failure(message: string, help: string, cause?: unknown): UserError {
  return new UserError(message, { help, exitCode: EXIT.failed, cause });
}
