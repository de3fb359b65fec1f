import type { Shown } from '../../api/client';
import { useRead } from '../../api/queries';
import type { Window } from './times';

type Health = Shown['LinkHealthShown'];

const AGAIN_MS = 15_000;
/** What lies further back changes seldom. */
const OLDER_AGAIN_MS = 300_000;

/** The last 24 hours, by the clock of the server. */
export function useLatest() {
  return useRead(['link-health'], (api, signal) => api.GET('/v1/link-health', { signal }), { everyMs: AGAIN_MS });
}

export function useWindow(window: Window | undefined, everyMs = AGAIN_MS) {
  const read = useRead(
    ['link-health', window?.from, window?.to],
    (api, signal) => api.GET('/v1/link-health', { params: { query: window ?? {} }, signal }),
    { everyMs, enabled: window !== undefined },
  );
  return { ...read, isMissing: window !== undefined && read.data === undefined };
}

interface Answers {
  /** Newest first; undefined while one of them is missing. */
  data: Health[] | undefined;
  error: Error | null;
  again: () => void;
}

/** A month is four windows, so there are four questions. */
export function useWindows([newest, second, third, fourth]: readonly Window[]): Answers {
  const reads = [
    useWindow(newest),
    useWindow(second, OLDER_AGAIN_MS),
    useWindow(third, OLDER_AGAIN_MS),
    useWindow(fourth, OLDER_AGAIN_MS),
  ];
  const isMissing = newest === undefined || reads.some((read) => read.isMissing);
  return {
    data: isMissing ? undefined : reads.flatMap(({ data }) => data ?? []),
    error: reads.find((read) => read.isMissing && read.error !== null)?.error ?? null,
    again: () => {
      for (const read of reads) if (read.isMissing) void read.refetch();
    },
  };
}
