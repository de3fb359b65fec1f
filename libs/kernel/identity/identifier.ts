/** Identifiers as the log knows them: a type and a pseudonym. Plain values never come here. */
export const IDENTIFIER_TYPES = ['anonymous_id', 'customer_id', 'email_hash', 'wallet', 'external_id'] as const;
export type IdentifierType = (typeof IDENTIFIER_TYPES)[number];

/** A UUID made at the edge from the merchant's key, the type, the value and the generation: unique across types. */
export type Pseudonym = string;

export interface IdentifierRef {
  type: IdentifierType;
  id: Pseudonym;
  /** The value is one that never identifies anybody, at any merchant (`guest`, `0`, `null`, ...). */
  blocked?: true;
  /**
   * Pseudonym of the lower-cased value in generation 0, where it differs from `id`: the merchant's own blocked values
   * are compared with it.
   */
  folded?: Pseudonym;
}

/** The reference as decisions name it, without the fields that are only for matching. */
export function toRef(ref: IdentifierRef): { type: IdentifierType; id: Pseudonym } {
  return { type: ref.type, id: ref.id };
}
