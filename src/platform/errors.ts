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

/** `ENOENT` and the like; undefined for an error that is not the system's. */
export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

/** A failure of the disk or of permissions rather than of the command line: exit code 1. */
export function failure(message: string, help: string, cause?: unknown): UserError {
  return new UserError(message, { help, exitCode: EXIT.failed, cause });
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EFBIG: 'the file would exceed the size limit',
  EIO: 'the disk failed',
  ENOTDIR: 'part of the path is a file',
  EISDIR: 'it is a folder',
  EEXIST: 'it already exists',
  ENOENT: 'it does not exist',
  ELOOP: 'its links form a loop',
  ENAMETOOLONG: 'the name is too long',
  ECONNRESET: 'the connection was reset',
};

/** EDQUOT on Linux and on macOS: Node.js has no name for it. */
function isOverQuota({ errno }: NodeJS.ErrnoException): boolean {
  return errno === -122 || errno === -69;
}

/** What the user can do if the system refused to write into a folder; null if there is nothing to suggest. */
export function remedyFor(error: unknown, folder: string): string | null {
  const code = codeOf(error);
  if (code === 'ENOSPC' || isOverQuota(error as NodeJS.ErrnoException))
    return 'free some space on that disk.';
  if (code === 'EACCES' || code === 'EPERM')
    return `allow yourself to write to ${folder}: \`ls -ld\` shows its owner and mode.`;
  if (code === 'EROFS') return 'mount that disk read-write.';
  if (code === 'EFBIG') return 'raise the limit with `ulimit -f`.';
  return null;
}

/** A system error in words. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (isOverQuota(error as NodeJS.ErrnoException)) return 'the disk quota is used up';
  if (code !== undefined) return REASONS[code] ?? code;
  return error instanceof Error ? error.message : String(error);
}
