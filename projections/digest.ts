import { hash } from 'node:crypto';

/**
 * SHA-256, hex, of texts that are a key together. Ids have up to 256 characters, a kilobyte in UTF-8, and Postgres
 * indexes no more than 2,704 bytes: of a key, two ids are in the index as they are, and the rest as its digest.
 */
export function digest(...texts: readonly string[]): string {
  return hash('sha256', texts.join('\n'));
}
