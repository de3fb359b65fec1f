/** Whose data is shown: the session's merchant, or for the admin the one of the address. */
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { apiOf, bodyOf } from './client';
import { type Session, useSession } from './session';

export function useMerchantId(): string | null {
  const { data: session } = useSession();
  const { merchant } = useSearch({ strict: false });
  return merchantIdOf(session, merchant);
}

export function merchantIdOf(session: Session | null | undefined, ofAddress: string | undefined): string | null {
  return session?.merchantId ?? ofAddress ?? null;
}

export const MERCHANTS_MAX = 500;

/** For the admin alone. */
export function useMerchants(enabled: boolean) {
  return useQuery({
    queryKey: ['merchants'],
    queryFn: ({ signal }) =>
      bodyOf(apiOf(null).GET('/v1/merchants', { params: { query: { limit: MERCHANTS_MAX } }, signal })),
    enabled,
    staleTime: 60_000,
  });
}
