/** Who is signed in. The cookie is the server's matter; this page never holds a key longer than the form is open. */
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiProblem, apiOf, bodyOf, type Shown } from './client';

export type Session = Shown['SessionShown'];

/** Under this name the session is kept; null: nobody is signed in. */
export const SESSION = ['session'] as const;

const SIGN_IN_MARK = '#sign-in=';

/** Takes the code of `tributary demo` out of the address, before anything is shown or loaded. */
export function takeCode(): string | null {
  const { hash, pathname, search } = window.location;
  if (!hash.startsWith(SIGN_IN_MARK)) return null;
  window.history.replaceState(null, '', pathname + search);
  return hash.slice(SIGN_IN_MARK.length);
}

let code = takeCode();
/** Why the code of the address did not sign in. */
let codeRefused: ApiProblem | null = null;

export function refusalOfCode(): ApiProblem | null {
  return codeRefused;
}

async function currentSession(): Promise<Session | null> {
  if (code !== null) {
    const used = code;
    code = null;
    try {
      return await signIn({ code: used });
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.isAway) {
        code = used;
        throw error;
      }
      codeRefused = error;
    }
  }
  const { data, error, response } = await apiOf(null).GET('/v1/sessions/current');
  if (response.status === 401) return null;
  return bodyOf(Promise.resolve({ data, error, response }));
}

function signIn(body: { key: string } | { code: string }): Promise<Session> {
  return bodyOf(apiOf(null).POST('/v1/sessions', { body }));
}

export function useSession() {
  return useQuery({ queryKey: SESSION, queryFn: currentSession, staleTime: Infinity });
}

/** What somebody saw is not shown to the next, not even for a moment. */
function forgetOthers(client: QueryClient): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION[0] });
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (key: string) => signIn({ key }),
    onSuccess: (session) => {
      codeRefused = null;
      forgetOthers(client);
      client.setQueryData(SESSION, session);
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => bodyOf(apiOf(null).DELETE('/v1/sessions/current')),
    onSuccess: () => {
      client.setQueryData(SESSION, null);
      forgetOthers(client);
    },
  });
}
