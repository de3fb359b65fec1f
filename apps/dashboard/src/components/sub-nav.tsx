import { type ReactNode, useEffect, useRef } from 'react';
import './sub-nav.css';

/** The parts of a screen that has several; its children are links. */
export function SubNav({ label, children }: { label: string; children: ReactNode }) {
  const nav = useRef<HTMLElement>(null);
  // On a narrow screen not all of them have room.
  useEffect(() => {
    nav.current?.querySelector('.is-active')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  return (
    <nav aria-label={label} className="sub-nav" ref={nav}>
      {children}
    </nav>
  );
}
