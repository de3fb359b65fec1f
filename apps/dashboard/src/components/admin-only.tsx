import type { ReactNode } from 'react';
import { useSession } from '../api/session';
import { OPERATIONS } from '../texts/operations';
import { Empty } from './empty';

/** What the API shows to the admin key alone. */
export function AdminOnly({ children }: { children: ReactNode }) {
  const isAdmin = useIsAdmin();
  if (isAdmin) return children;
  return (
    <Empty title={OPERATIONS.adminOnly.title}>
      <p>{OPERATIONS.adminOnly.text}</p>
    </Empty>
  );
}

export function useIsAdmin(): boolean {
  return useSession().data?.kind === 'admin';
}
