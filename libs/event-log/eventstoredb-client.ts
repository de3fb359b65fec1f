/** The connection to EventStoreDB: one client for each server in a process, however many logs use it. */
import { EventStoreDBClient, type Credentials } from '@eventstore/db-client';

/** Where a log lies in EventStoreDB. */
export interface EventStoreDbAddress {
  /** `esdb://…` or `kurrentdb://…`, also with `+discover`. */
  url: string;
  /** Goes before the names of the streams. */
  prefix: string;
}

/** The URL cannot be used; the message says why, and repeats nothing of it. */
export class UnusableEventStoreDbUrl extends Error {
  override readonly name = 'UnusableEventStoreDbUrl';
}

export interface EventStoreDbConnection {
  readonly client: EventStoreDBClient;
  /**
   * Passed with every append. The client then makes a call of its own for it, with a deadline. Without, appends of all
   * streams share one call that has none, and their promises one map, from which an answer that comes after an error of
   * an older connection takes the process down.
   */
  readonly credentials: Credentials;
  /** Ends the client's calls when nobody else uses it. */
  release(): void;
}

interface Shared {
  client: EventStoreDBClient;
  users: number;
}

const shared = new Map<string, Shared>();

/** Connects to nothing. @throws UnusableEventStoreDbUrl */
export function checkEventStoreDbUrl(url: string): void {
  credentialsIn(url);
  newClient(clientsUrl(url));
}

/** @throws UnusableEventStoreDbUrl */
export function connectEventStoreDb(given: string): EventStoreDbConnection {
  const credentials = credentialsIn(given);
  const url = clientsUrl(given);
  let entry = shared.get(url);
  if (entry === undefined) shared.set(url, (entry = { client: newClient(url), users: 0 }));
  const { client } = entry;
  entry.users++;
  let isReleased = false;
  const release = () => {
    if (isReleased) return;
    isReleased = true;
    if (--entry.users > 0) return;
    shared.delete(url);
    // Not awaited: it waits for every call, even one whose server does not answer.
    void client.dispose();
  };
  return { client, credentials, release };
}

/** The client does not know the newer name in URLs yet. */
function clientsUrl(url: string): string {
  return url.replace(/^kurrentdb/, 'esdb');
}

function newClient(url: string): EventStoreDBClient {
  try {
    return EventStoreDBClient.connectionString(url);
  } catch (error) {
    // Without the error itself, which has the password in it.
    throw new UnusableEventStoreDbUrl((error as Error).message);
  }
}

/** Over an open connection the client sends no credentials, whatever they are. */
const NOT_SENT: Credentials = { username: 'nobody', password: '' };

function credentialsIn(url: string): Credentials {
  if (/[?&]throwOnAppendFailure=false/i.test(url)) {
    throw new UnusableEventStoreDbUrl('throwOnAppendFailure=false hides that an append failed');
  }
  const [, username, password] = /^[^:]+:\/\/([^:/@]+):([^@]+)@/.exec(url) ?? [];
  if (username !== undefined && password !== undefined) {
    return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
  }
  if (/[?&]tls=false/i.test(url)) return NOT_SENT;
  throw new UnusableEventStoreDbUrl('it needs a user and a password (esdb://user:password@host), unless tls=false');
}
