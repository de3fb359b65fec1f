import { SingleBar } from 'cli-progress';

/** A command's output: results on stdout, progress on stderr, as bars on a terminal and plain lines otherwise. */
export interface Output {
  /** Prints a line of text; does nothing with `--json`. */
  say(line: string): void;
  /** Prints the result as JSON on one line; does nothing without `--json`. */
  result(value: object): void;
  /** Starts to show progress; `total` 0 means unknown. */
  progress(name: string, total: number): Progress;
}

export interface Progress {
  to(value: number, total?: number): void;
  done(): void;
}

const LINE_EVERY_MS = 5_000;

/** @param results where results go: to stderr, if stdout carries data */
export function newOutput(json: boolean, results: NodeJS.WritableStream = process.stdout): Output {
  return {
    say: (line) => {
      if (!json) results.write(`${line}\n`);
    },
    result: (value) => {
      if (json) results.write(`${JSON.stringify(value)}\n`);
    },
    progress: (name, total) => {
      if (json) return { to: () => undefined, done: () => undefined };
      return process.stderr.isTTY ? bar(name, total) : lines(name, total);
    },
  };
}

function bar(name: string, total: number): Progress {
  const drawn = new SingleBar({
    // A bar needs a total.
    format: `${name.padEnd(12)} ${total > 0 ? '{bar} {value} of {total}' : '{value}'}, {duration_formatted}`,
    barCompleteChar: '━',
    barIncompleteChar: ' ',
    hideCursor: true,
  });
  drawn.start(total, 0);
  return {
    to: (value, newTotal) => {
      if (newTotal !== undefined) drawn.setTotal(newTotal);
      drawn.update(value);
    },
    done: () => drawn.stop(),
  };
}

function lines(name: string, total: number): Progress {
  let at = { value: 0, total };
  let told = Date.now();
  const tell = () => {
    told = Date.now();
    process.stderr.write(`${name}: ${count(at.value)}${at.total > 0 ? ` of ${count(at.total)}` : ''}\n`);
  };
  return {
    to: (value, newTotal) => {
      at = { value, total: newTotal ?? at.total };
      if (Date.now() - told >= LINE_EVERY_MS) tell();
    },
    done: tell,
  };
}

/** Shows the progress of work that has stages, one after the other. */
export function stagesOn(output: Output): { to(stage: string, done: number, total: number): void; done(): void } {
  let stage: string | null = null;
  let progress: Progress | null = null;
  return {
    to: (name, done, total) => {
      if (name !== stage) {
        progress?.done();
        progress = output.progress(name, total);
      }
      stage = name;
      progress?.to(done);
    },
    done: () => progress?.done(),
  };
}

/** 88387 → 88,387. */
export function count(n: number): string {
  return n.toLocaleString('en-US');
}

/** Formats rows as a text table; columns named in `right` are right-aligned. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly string[],
): string[] {
  const widths = head.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]!.length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (right.includes(head[i]!) ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd();
  return [line(head), ...rows.map(line)];
}
