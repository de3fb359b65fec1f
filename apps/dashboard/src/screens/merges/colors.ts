/** Colours for what is drawn on a canvas, which knows no variables of styles. */
import { useSyncExternalStore } from 'react';
import type { Shown } from '../../api/client';

export const EVIDENCE_COLORS: Readonly<Record<Shown['MergeShown']['evidence']['kind'], string>> = {
  claim: '--accent',
  carried: '--good',
  assertion: '--waiting',
  purchase: '--line-strong',
  operator: '--text',
};

/** What the variable comes to, in light or dark. */
export function colorOf(name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function listen(changed: () => void): () => void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  dark.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    dark.removeEventListener('change', changed);
  };
}

/** It is another one whenever the colours are others. */
export function useTextColor(): string {
  return useSyncExternalStore(listen, () => colorOf('--text'));
}
