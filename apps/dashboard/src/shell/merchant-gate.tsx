import { Navigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMerchantId, useMerchants } from '../api/merchant';
import type { Session } from '../api/session';
import { Empty } from '../components/empty';
import { Loading } from '../components/loading';
import { Problem } from '../components/problem';
import { SHELL } from '../texts/shell';

/** Screens show data of one merchant; an admin who named none starts with the first. */
export function MerchantGate({ session, children }: { session: Session; children: ReactNode }) {
  const merchantId = useMerchantId();
  const { data: merchants, error, refetch } = useMerchants(session.kind === 'admin');
  if (merchantId !== null) return children;
  if (error !== null) return <Problem error={error} again={() => void refetch()} />;
  if (merchants === undefined) return <Loading />;
  const [first] = merchants.items;
  if (first !== undefined)
    return <Navigate to="." search={(prev) => ({ ...prev, merchant: first.merchantId })} replace />;
  return (
    <Empty title={SHELL.noMerchant.title}>
      <p>{SHELL.noMerchant.text}</p>
      <p>
        <code>{SHELL.noMerchant.command}</code>
      </p>
    </Empty>
  );
}
