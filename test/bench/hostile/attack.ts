/** An attack runs in a process of its own, against the program at `url`. */
export interface Attack {
  /** For the table. */
  size: string;
  /** After that time its process is killed, which counts as a failed attack. */
  timeoutMs: number;
  /** @returns what it saw, a line for each finding; throws when something was refused that had to be taken */
  run(url: string): Promise<string[]>;
}
