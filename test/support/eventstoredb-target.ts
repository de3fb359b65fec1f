/** The EventStoreDB that a suite runs on: a real one where EVENTSTOREDB_URL names it, else a server in this process. */
import { randomBytes } from 'node:crypto';
import type { EventStoreDbAddress } from '../../libs/event-log/eventstoredb-client';
import { EventStoreDbServer } from './eventstoredb-server';

const REAL_URL = process.env.EVENTSTOREDB_URL;

/** In the names of suites that make the server fail, which a real one does not do when it is told to. */
export const IN_PROCESS = 'the server in this process';

/** In the names of all other suites, so that the output says on what they ran. */
export const TARGET = REAL_URL === undefined ? IN_PROCESS : 'the server at EVENTSTOREDB_URL';

export interface EventStoreDbTarget {
  address: EventStoreDbAddress;
  close(): Promise<void>;
}

export async function eventStoreDbTarget(): Promise<EventStoreDbTarget> {
  const prefix = newPrefix();
  if (REAL_URL !== undefined) return { address: { url: REAL_URL, prefix }, close: async () => undefined };
  const server = await EventStoreDbServer.start();
  return { address: { url: server.url, prefix }, close: () => server.stop() };
}

/** Stream names of its own, since a server may be shared. */
export function newPrefix(): string {
  return `test-${randomBytes(6).toString('hex')}-`;
}
