/** The cookie that holds the token of a session. Scripts cannot read it, and requests of other sites do not carry it. */
const NAME = 'tributary_session';
const ATTRIBUTES = 'Path=/v1; HttpOnly; SameSite=Strict';

/** Sent with each change; a page of another site would have to ask for leave first. */
export const SESSION_HEADER = 'x-tributary-session';

export function sessionToken(header: string | undefined): string | null {
  for (const pair of (header ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === NAME && value !== undefined && value !== '') return value;
  }
  return null;
}

/** @param secure the browser came by HTTPS */
export function sessionCookie(token: string, lastsMs: number, secure: boolean): string {
  return `${NAME}=${token}; Max-Age=${Math.floor(lastsMs / 1_000)}; ${ATTRIBUTES}${secure ? '; Secure' : ''}`;
}

export function endedCookie(secure: boolean): string {
  return sessionCookie('', 0, secure);
}
