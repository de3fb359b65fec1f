import { createHash, createHmac } from 'node:crypto';
import type { VaultRow } from '../event-log/event-log';
import {
  IDENTIFIER_TYPES,
  type IdentifierRef,
  type IdentifierType,
  type Pseudonym,
} from '../kernel/identity/identifier';
import { emailHash, foldValue, oneSpelling, type PlainIdentifier } from './identifiers';

/** What a pseudonym can stand for: an identifier, or a value of the merchant's list of blocked ones. */
export type VaultType = IdentifierType | 'blocked_value';

/** Generation 0 is the first; each erasure of a value begins the next. */
const FIRST_GENERATION = 0;

/**
 * Turns plain values of one merchant into what the log may hold: pseudonyms for identifiers, keyed hashes for tokens.
 * The same value always gives the same pseudonym, another type, generation or merchant another one. A value that was
 * erased is pseudonymised in its next generation: whoever comes back with it is somebody new.
 */
export class Pseudonymizer {
  /**
   * @param key the merchant's own, 32 random bytes
   * @param generations the generation of each value that was erased, by its pseudonym of the first generation
   */
  constructor(
    readonly merchantId: string,
    private readonly key: Buffer,
    private readonly generations: ReadonlyMap<Pseudonym, number> = new Map(),
  ) {}

  /** The reference for the log; the rows that it needs in the vault are added to `vault`. */
  identify(plain: PlainIdentifier, vault: VaultRow[]): IdentifierRef {
    const first = this.pseudonym(plain.type, plain.value);
    const generation = this.generations.get(first);
    const id = generation === undefined ? first : this.ofGeneration(generation, plain);
    vault.push({ merchantId: this.merchantId, pseudonym: id, type: plain.type, value: plain.value });
    const ref: IdentifierRef = { type: plain.type, id };
    if (plain.blocked) ref.blocked = true;
    // Lists of blocked values are of the first generation. Most values are lower-case already: what was hashed need not
    // be hashed again.
    const folded = foldValue(plain.value);
    if (folded !== plain.value) ref.folded = this.pseudonym(plain.type, folded);
    else if (id !== first) ref.folded = first;
    return ref;
  }

  /** The pseudonyms that the value had before it was erased, oldest first; undefined for one that never was. */
  earlier(plain: PlainIdentifier): Pseudonym[] | undefined {
    if (this.generations.size === 0) return undefined;
    const generation = this.generations.get(this.pseudonym(plain.type, plain.value));
    if (generation === undefined) return undefined;
    return Array.from({ length: generation }, (_, earlier) => this.ofGeneration(earlier, plain));
  }

  /**
   * Keyed hash of a checkout's token: 128 bits in 32 hex digits, which is as much as a UUID has, and nobody without the
   * merchant's key can look for collisions.
   */
  tokenHash(token: string): string {
    return this.digest('token', FIRST_GENERATION, token).subarray(0, 16).toString('hex');
  }

  /** A merchant's own blocked value: the pseudonym that shows it, and those by which identifiers match it. */
  blockedValue(value: string, vault: VaultRow[]): { shown: Pseudonym; matches: Pseudonym[] } {
    const folded = foldValue(value);
    const shown = this.pseudonym('blocked_value', folded);
    vault.push({ merchantId: this.merchantId, pseudonym: shown, type: 'blocked_value', value: folded });
    const matches = IDENTIFIER_TYPES.map((type) => this.pseudonym(type, oneSpelling(type, folded)));
    // An address on the list is met only as its hash.
    const hash = emailHash(folded);
    if (hash !== null) matches.push(this.pseudonym('email_hash', hash));
    return { shown, matches };
  }

  /** The pseudonym of a value as the vault holds it. */
  pseudonym(type: VaultType, value: string): Pseudonym {
    return uuidOf(this.digest(type, FIRST_GENERATION, value));
  }

  /** The pseudonym of the value's generation now. */
  current(type: VaultType, value: string): Pseudonym {
    const first = this.pseudonym(type, value);
    const generation = this.generations.get(first);
    return generation === undefined ? first : this.ofGeneration(generation, { type, value });
  }

  private ofGeneration(generation: number, { type, value }: { type: VaultType; value: string }): Pseudonym {
    return uuidOf(this.digest(type, generation, value));
  }

  /** Neither a kind nor a number holds a line break, so no two triples give the same text. */
  private digest(kind: VaultType | 'token', generation: number, value: string): Buffer {
    return createHmac('sha256', this.key).update(`${kind}\n${generation}\n${value}`, 'utf8').digest();
  }
}

/** A UUID (version 8, RFC 9562) from the parts, the same for the same parts: SHA-256 over their JSON. */
export function uuidFrom(parts: readonly (string | number)[]): string {
  return uuidOf(createHash('sha256').update(JSON.stringify(parts), 'utf8').digest());
}

/** The first 16 bytes as a UUID of version 8, RFC 9562's place for UUIDs made by a rule of one's own. */
function uuidOf(digest: Buffer): string {
  digest[6] = (digest[6]! & 0x0f) | 0x80;
  digest[8] = (digest[8]! & 0x3f) | 0x80;
  const hex = digest.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
