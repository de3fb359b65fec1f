import { useEffect, useState } from 'react';
import { SHARED } from '../texts/shared';

const SHOWN_MS = 2_000;

/** Copies a text, and says so for a moment. */
export function CopyButton({ text, children }: { text: string; children: string }) {
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setSaid(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setSaid(SHARED.copy.copied),
      () => setSaid(SHARED.copy.failed),
    );
  };
  return (
    <button type="button" className="button" onClick={copy} title={text}>
      <span aria-live="polite">{said ?? children}</span>
    </button>
  );
}

/** A request as somebody types it in a shell, with the key in a variable. */
export function curlOf(path: string): string {
  return `curl -s '${window.location.origin}${path.replaceAll("'", '%27')}' -H "Authorization: Bearer $TRIBUTARY_KEY"`;
}
