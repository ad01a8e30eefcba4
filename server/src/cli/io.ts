/** Where a call reads and writes: a process, or a test. */
export interface Io {
  /** Paths are relative to it. */
  readonly cwd: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Somebody watches: progress is shown. */
  readonly watched: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}
