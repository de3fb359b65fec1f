/** A line of a file as a reader found it: its fields, or why it cannot be read. Lines count from 1. */
export type Line = { line: number; fields: Record<string, unknown> } | BadLine;

export interface BadLine {
  line: number;
  reason: string;
}

export function isBad(line: object): line is BadLine {
  return 'reason' in line;
}
