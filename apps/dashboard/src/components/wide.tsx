import type { ReactNode } from 'react';

/** Something that may be wider than its place, and scrolls there; with the keyboard too. */
export function Wide({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="wide" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
