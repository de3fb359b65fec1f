import { Outlet } from '@tanstack/react-router';
import { useServerAway } from '../api/server-state';
import { useSession } from '../api/session';
import { Loading } from '../components/loading';
import { Problem } from '../components/problem';
import { SHELL } from '../texts/shell';
import { Frame } from './frame';
import { MerchantGate } from './merchant-gate';
import { SignIn } from './sign-in';

/** Whoever is not signed in signs in here, and is then where the address says. */
export function Root() {
  const { data: session, error } = useSession();
  const isAway = useServerAway();
  return (
    <>
      {isAway && (
        <div className="banner" role="alert">
          {SHELL.away}
        </div>
      )}
      {session === undefined ? (
        <main className="alone">{error === null ? <Loading /> : <Problem error={error} />}</main>
      ) : session === null ? (
        <SignIn />
      ) : (
        <Frame session={session}>
          <MerchantGate session={session}>
            <Outlet />
          </MerchantGate>
        </Frame>
      )}
    </>
  );
}
