import { SingleBar } from 'cli-progress';

/** Where a command says what it does: results on stdout, progress on stderr; bars on a terminal, plain lines otherwise. */
export interface Output {
  /** A line for people; nothing with `--json`. */
  say(line: string): void;
  /** The result for machines, one object on one line; nothing without `--json`. */
  result(value: object): void;
  /** Starts to show how far something is; `total` 0: nobody knows. */
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
    // Without a total there is nothing that a bar could be a part of.
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

/** Rows of text under each other; columns named in `right` are aligned to the right. */
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
