import type { ReactNode } from 'react';

export type Tone = 'good' | 'waiting' | 'bad' | 'neutral';

/** A state in a word. The word says it; the colour only helps to find it. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`badge badge-${tone}`}>{children}</span>;
}
