export interface Answer {
  /** 0: no answer came. */
  status: number;
  text: string;
  ms: number;
}

/** The body of an answer. @throws when it is no success */
export function read<Body = unknown>({ status, text }: Answer): Body {
  if (status === 0 || status >= 300) throw new Error(`${status}: ${text.slice(0, 300)}`);
  return JSON.parse(text) as Body;
}

/** How many answers had each status, such as `3 × 202, 1 × 503`. */
export function tally(answers: readonly Answer[]): string {
  const counts = new Map<number, number>();
  for (const { status } of answers) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => `${count} × ${status === 0 ? 'no answer' : status}`).join(', ');
}
