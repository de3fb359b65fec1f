/** Where the log of a benchmark lies: `--log eventstoredb` puts it on the server that EVENTSTOREDB_URL names. */
import { randomBytes } from 'node:crypto';
import type { OpenPlace } from '../../libs/engine/open-log';

const POSTGRES: OpenPlace = { kind: 'postgres' };

/** Takes `--log <kind>` from the arguments. Returns the others. */
export function takeLogOption(args: readonly string[]): string[] {
  const at = args.indexOf('--log');
  if (at === -1) return [...args];
  const kind = args[at + 1];
  if (kind !== 'postgres' && kind !== 'eventstoredb') throw new Error('--log is postgres or eventstoredb');
  if (kind === 'eventstoredb' && process.env.EVENTSTOREDB_URL === undefined) throw new Error('set EVENTSTOREDB_URL');
  elsewhere = kind === 'eventstoredb';
  return args.toSpliced(at, 2);
}

let elsewhere = false;

export function isElsewhere(): boolean {
  return elsewhere;
}

/** An empty log, with stream names of its own. */
export function newPlace(): OpenPlace {
  if (!elsewhere) return POSTGRES;
  const prefix = `bench-${randomBytes(6).toString('hex')}-`;
  return { kind: 'eventstoredb', url: process.env.EVENTSTOREDB_URL!, prefix };
}

/** The environment of a program on that log. */
export function variablesOf(place: OpenPlace): Record<string, string> {
  if (place.kind === 'postgres') return { EVENT_LOG: 'postgres' };
  return { EVENT_LOG: 'eventstoredb', EVENTSTOREDB_URL: place.url, EVENT_STREAM_PREFIX: place.prefix };
}
