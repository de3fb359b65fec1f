/** How screens read and change: every read is of one merchant, and what it answers is kept under that merchant's name. */
import {
  keepPreviousData,
  MutationCache,
  QueryCache,
  QueryClient,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { type Api, ApiProblem, apiOf, bodyOf } from './client';
import { merchantIdOf, useMerchantId } from './merchant';
import { onReturn } from './server-state';
import { type Session, SESSION } from './session';

const SHOWN_WITHIN_MS = 5_000;

type Asked<T> = Promise<{ data?: T; error?: unknown; response: Response }>;

export function newQueryClient(): QueryClient {
  const onError = (error: Error) => {
    if (error instanceof ApiProblem && error.status === 401) client.setQueryData(SESSION, null);
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    // Nothing is asked again by itself but when the server is back: a refusal stays one.
    defaultOptions: {
      queries: { retry: false, staleTime: 5_000, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
  onReturn(() => void client.invalidateQueries());
  return client;
}

export interface Read<T> {
  key: readonly unknown[];
  ask: (api: Api, signal: AbortSignal) => Asked<T>;
}

interface ReadOptions<T> {
  /** How often to read it again; false: only when somebody comes back to it. */
  everyMs?: number | ((latest: T | undefined) => number | false);
  enabled?: boolean;
  /** Until another answer is there, the one before is shown. */
  keepsShowing?: boolean;
}

export function useRead<T>(
  key: Read<T>['key'],
  ask: Read<T>['ask'],
  { everyMs, enabled = true, keepsShowing = false }: ReadOptions<T> = {},
) {
  const merchantId = useMerchantId();
  return useQuery({
    ...optionsOf(merchantId, { key, ask }),
    enabled,
    placeholderData: keepsShowing ? keepPreviousData : undefined,
    refetchInterval: typeof everyMs === 'function' ? (query) => everyMs(query.state.data) : everyMs,
  });
}

function optionsOf<T>(merchantId: string | null, { key, ask }: Read<T>) {
  return queryOptions({
    queryKey: [merchantId, ...key],
    queryFn: ({ signal }) => bodyOf(ask(apiOf(merchantId), signal)),
  });
}

/**
 * Asks for what the next screen will show; not again while the answer is on its way, or new. What cannot be read, the
 * screen itself tells. Before somebody is signed in there is nothing to ask.
 */
export async function readAhead(
  client: QueryClient,
  merchantOfAddress: string | undefined,
  reads: readonly Read<unknown>[],
): Promise<void> {
  const session = client.getQueryData<Session | null>(SESSION);
  const merchantId = merchantIdOf(session, merchantOfAddress);
  if (!session || merchantId === null) return;
  await Promise.all(reads.map((read) => client.prefetchQuery(optionsOf(merchantId, read))));
}

interface ListPage<Item> {
  items: Item[];
  nextCursor: string | null;
}

const isOnePage = ({ state }: { state: { data?: { pages: unknown[] } } }) => state.data?.pages.length === 1;

/** A list that is read page by page, as far as somebody scrolls. */
export function usePages<Item>(
  key: readonly unknown[],
  ask: (api: Api, cursor: string | undefined, signal: AbortSignal) => Asked<ListPage<Item>>,
  { everyMs, enabled = true }: { everyMs?: number; enabled?: boolean } = {},
) {
  const merchantId = useMerchantId();
  return useInfiniteQuery({
    queryKey: [merchantId, ...key],
    queryFn: ({ pageParam, signal }) => bodyOf(ask(apiOf(merchantId), pageParam, signal)),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    enabled,
    // Pages that were scrolled past are not read again and again, nor all at once when somebody comes back.
    refetchInterval: (query) => (isOnePage(query) ? (everyMs ?? false) : false),
    refetchOnMount: isOnePage,
    refetchOnWindowFocus: isOnePage,
    refetchOnReconnect: isOnePage,
  });
}

/** A change; once the read models have it, everything that is shown of the merchant is read anew. */
export function useChange<Input, Result>(change: (api: Api, input: Input) => Asked<Result>) {
  const merchantId = useMerchantId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => bodyOf(change(apiOf(merchantId), input)),
    onSuccess: async (result) => {
      await shown(apiOf(merchantId), result);
      await client.invalidateQueries({ queryKey: [merchantId] });
    },
  });
}

/** Waits until reads show the fact that a change recorded. When that takes too long, screens that poll show it later. */
async function shown(api: Api, result: unknown): Promise<void> {
  const position = typeof result === 'object' && result !== null && 'position' in result ? result.position : undefined;
  if (typeof position !== 'number') return;
  const query = { after: position, waitMs: SHOWN_WITHIN_MS };
  // Not watched: a read model that is behind is no server that is away.
  await api.GET('/v1/policy', { params: { query }, fetch: (request) => fetch(request) }).catch(() => null);
}
