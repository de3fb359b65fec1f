import { type ReactNode, useEffect } from 'react';
import { SHELL } from '../texts/shell';

interface PageProps {
  /** Of the browser's tab; also the heading, unless that has parts of its own. */
  title: string;
  heading?: ReactNode;
  /** Beside the heading. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A screen: one heading, then what it shows. */
export function Page({ title, heading, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · ${SHELL.product}`;
  }, [title]);
  return (
    <div className="page">
      <header className="page-head">
        <h1>{heading ?? title}</h1>
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** A part of a screen, with a heading of its own. */
export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="section">
      <div className="section-head">
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
