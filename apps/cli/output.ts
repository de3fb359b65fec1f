import { SingleBar } from 'cli-progress';

/** The output of a command: results on stdout, progress on stderr, as bars on a terminal and as lines elsewhere. */
export interface Output {
  /** A line for people; nothing with `--json`. */
  say(line: string): void;
  /** The result for machines, one object on one line; nothing without `--json`. */
  result(value: object): void;
  /** Starts to show progress; `total` is 0 when it is not known. */
  progress(name: string, total: number): Progress;
}

export interface Progress {
  to(value: number, total?: number): void;
  done(): void;
}

const LINE_EVERY_MS = 5_000;

export function newOutput(json: boolean): Output {
  return {
    say: (line) => {
      if (!json) process.stdout.write(`${line}\n`);
    },
    result: (value) => {
      if (json) process.stdout.write(`${JSON.stringify(value)}\n`);
    },
    progress: (name, total) => {
      if (json) return { to: () => undefined, done: () => undefined };
      return process.stderr.isTTY ? bar(name, total) : lines(name, total);
    },
  };
}

function bar(name: string, total: number): Progress {
  const drawn = new SingleBar({
    // Without a total a bar has no full length.
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

/** 88387 → 88,387. */
export function count(n: number): string {
  return n.toLocaleString('en-US');
}

/** Rows of text in columns; the columns named in `right` are aligned to the right. */
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
