import { Command, Query } from '@nestjs/cqrs';
import { readBody } from '../../../libs/intake/body-shape';
import { SIGN_IN } from '../../../libs/intake/requests';
import type { FoundSession } from '../../../libs/intake/sessions';
import type { Caller } from '../access/key-ring';
import { commandHandler, queryHandler, type Services } from '../handling';
import { Problem, valueOf } from '../http/problem';

/** Who is signed in. */
export interface KnownSession {
  kind: 'admin' | 'merchant';
  merchantId: string | null;
  expiresAt: string;
}

export interface OpenedSession {
  token: string;
  session: KnownSession;
}

export class OpenSession extends Command<OpenedSession> {
  constructor(
    readonly body: unknown,
    readonly address: string,
  ) {
    super();
  }
}

export class EndSession extends Command<void> {
  constructor(readonly token: string) {
    super();
  }
}

export class GetSession extends Query<KnownSession> {
  constructor(readonly token: string) {
    super();
  }
}

export const SESSION_HANDLERS = [
  commandHandler(OpenSession, async ({ body, address }, services) => {
    const { sessions, limits } = services;
    const { key, code } = valueOf(readBody(SIGN_IN, body));
    if ((key === undefined) === (code === undefined)) throw new Problem('INVALID_BODY', 'Give `key` or `code`.');
    const wasRight = limits.admitSignIn(address);
    const caller = key === undefined ? await callerOfCode(services, code!) : await callerOfKey(services, key);
    wasRight();
    const opened = await sessions.open({ keyId: caller.kind === 'admin' ? null : caller.keyId });
    return { token: opened.token, session: known(opened, caller) };
  }),
  commandHandler(EndSession, async ({ token }, { sessions, keys }) => {
    await sessions.end(token);
    keys.forget();
  }),
  queryHandler(GetSession, async ({ token }, { sessions, keys }) => {
    const session = await sessions.find(token);
    const caller = session && (await keys.ownerOf(session));
    if (session === null || caller === null) throw new Problem('UNAUTHENTICATED', 'The session is over.');
    return known(session, caller);
  }),
];

async function callerOfKey({ keys }: Services, key: string): Promise<Caller> {
  const caller = await keys.callerOf(key);
  if (caller === null) throw new Problem('UNAUTHENTICATED', 'The key is unknown or revoked.');
  if (caller.kind === 'publishable') throw new Problem('FORBIDDEN', 'A publishable key signs nobody in.');
  return admitted(caller);
}

async function callerOfCode({ keys, sessions }: Services, code: string): Promise<Caller> {
  const owner = await sessions.useCode(code);
  const caller = owner && (await keys.ownerOf(owner));
  if (caller === null) throw new Problem('UNAUTHENTICATED', 'The code is unknown, was used, or is too old.');
  return admitted(caller);
}

function admitted(caller: Caller): Caller {
  if (caller.kind !== 'admin' && caller.forgotten) throw new Problem('MERCHANT_FORGOTTEN');
  return caller;
}

function known({ expiresAt }: FoundSession, caller: Caller): KnownSession {
  const isAdmin = caller.kind === 'admin';
  return {
    kind: isAdmin ? 'admin' : 'merchant',
    merchantId: isAdmin ? null : caller.merchantId,
    expiresAt: expiresAt.toISOString(),
  };
}
