/** Shows how far a connection is: drawn anew in its place on a terminal, elsewhere a line for each change. */
import type { Finding } from '../../../libs/queries/connection/findings';
import { lineOf, type Item } from './checklist';

export interface ConnectionDisplay {
  show(items: readonly Item[], findings: readonly Finding[]): void;
}

/** Findings on a terminal, the first; the others are told at the end. */
const FINDINGS_DRAWN = 2;
const COLUMNS = 80;

export type Screen = NodeJS.WritableStream & { isTTY?: boolean; columns?: number };

export function newDisplay(screen: Screen, say: (line: string) => void): ConnectionDisplay {
  return screen.isTTY === true ? new Drawn(screen) : new Told(say);
}

class Drawn implements ConnectionDisplay {
  private lines: readonly string[] = [];

  constructor(private readonly screen: Screen) {}

  show(items: readonly Item[], findings: readonly Finding[]): void {
    const width = (this.screen.columns ?? COLUMNS) - 1;
    const told = findings.slice(0, FINDINGS_DRAWN).flatMap((finding) => ['', ...findingLines(finding)]);
    // A line that the terminal breaks would be two.
    const lines = [...items.map(lineOf), ...told].map((line) => [...line].slice(0, width).join(''));
    if (lines.join('\n') === this.lines.join('\n')) return;
    const back = this.lines.length === 0 ? '' : `\x1b[${this.lines.length}A\x1b[J`;
    this.screen.write(`${back}${lines.join('\n')}\n`);
    this.lines = lines;
  }
}

class Told implements ConnectionDisplay {
  private readonly seen = new Set<string>();
  private findings = new Set<string>();

  constructor(private readonly say: (line: string) => void) {}

  show(items: readonly Item[], findings: readonly Finding[]): void {
    for (const item of items) {
      if (!item.isSeen || this.seen.has(item.name)) continue;
      this.seen.add(item.name);
      this.say(lineOf(item));
    }
    for (const finding of findings) if (!this.findings.has(finding.code)) findingLines(finding).forEach(this.say);
    this.findings = new Set(findings.map(({ code }) => code));
  }
}

export function findingLines(finding: Finding): string[] {
  return [`! ${finding.code}: ${finding.says}`, `  → ${finding.do}`];
}
