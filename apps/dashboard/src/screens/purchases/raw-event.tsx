import { useState } from 'react';
import type { Shown } from '../../api/client';
import { useRead } from '../../api/queries';
import { CopyButton, curlOf } from '../../components/copy-button';
import { Loading } from '../../components/loading';
import { Problem } from '../../components/problem';
import { PURCHASE } from '../../texts/purchases';

const TEXTS = PURCHASE.story;

export function RawDecision({ event }: { event: Shown['HistoryEventShown'] | null }) {
  return (
    <details className="raw">
      <summary>{TEXTS.raw}</summary>
      {event === null ? (
        <p className="hint">{TEXTS.rawMissing}</p>
      ) : (
        <pre tabIndex={0}>{JSON.stringify(event, null, 2)}</pre>
      )}
    </details>
  );
}

/** Read when somebody opens it. */
export function RawFact({ position }: { position: number }) {
  const [isOpen, setIsOpen] = useState(false);
  const { data, error } = useRead(
    ['fact', position],
    (api, signal) => api.GET('/v1/facts/{position}', { params: { path: { position: String(position) } }, signal }),
    { enabled: isOpen },
  );
  return (
    <details className="raw" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{TEXTS.raw}</summary>
      {isOpen && data === undefined && error === null && <Loading />}
      {error !== null && <Problem error={error} />}
      {data !== undefined && (
        <>
          <pre tabIndex={0}>{JSON.stringify(data, null, 2)}</pre>
          <CopyButton text={curlOf(`/v1/facts/${position}`)}>{PURCHASE.curl}</CopyButton>
        </>
      )}
    </details>
  );
}
