import type { ReactNode } from 'react';

export interface Bar {
  key: string;
  label: ReactNode;
  /** From 0 to 1. */
  share: number;
  value: ReactNode;
}

/** Parts of a whole, the largest as long as its share; a list for those who do not see it. */
export function Bars({ bars }: { bars: readonly Bar[] }) {
  return (
    <ul className="bars">
      {bars.map(({ key, label, share, value }) => (
        <li key={key} className="bar">
          <span className="bar-label">{label}</span>
          <span className="bar-value">{value}</span>
          <span className="bar-track" aria-hidden="true">
            <span className="bar-fill" style={{ inlineSize: `${share * 100}%` }} />
          </span>
        </li>
      ))}
    </ul>
  );
}
