import { hash } from 'node:crypto';

/**
 * SHA-256 (hex) of texts that form a key together. An id has up to 256 characters, a kilobyte in UTF-8, but Postgres
 * indexes at most 2,704 bytes: an index holds two ids of a key as they are, and the rest as a digest.
 */
export function digest(...texts: readonly string[]): string {
  return hash('sha256', texts.join('\n'));
}
