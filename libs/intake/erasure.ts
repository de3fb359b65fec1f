/** Erases what stands beside the log: the plain value of one identifier. */
import type { Pool } from 'pg';
import { inTransaction } from '../database/in-transaction';
import { canonicalJson } from '../kernel/canonical-json';
import type { IdentityForgotten } from '../kernel/facts';
import type { IdentifierRef, Pseudonym } from '../kernel/identity/identifier';
import { readBody, type ValueOf } from './body-shape';
import { IDENTIFIER } from './body-values';
import type { FactAppender } from './fact-appender';
import { factDraft, sha256Hex, type FactDraft } from './fact-draft';
import type { PlainIdentifier } from './identifiers';
import type { Merchants } from './merchants';
import { ok, refused, type Outcome } from './outcomes';
import { deleteHolding } from './quarantine';
import { OPERATOR } from './requests';

export interface Erased {
  position: number;
  /** Rows of the vault that lost their value. */
  vaultRows: number;
  /** Deliveries in quarantine that held the value, and were deleted. */
  quarantined: number;
}

export class ErasureIntake {
  constructor(
    private readonly pool: Pool,
    private readonly merchants: Merchants,
    private readonly appender: FactAppender,
  ) {}

  /**
   * `input` is OPERATOR. The fact comes first: if the process ends before the value is gone, the same request again
   * finds the fact, and erases. NOT_FOUND when the vault has no such value, or no more.
   */
  async forget(merchantId: string, identifier: unknown, input: unknown): Promise<Outcome<Erased>> {
    const merchant = await this.merchants.fresh(merchantId);
    if (!merchant.ok) return merchant;
    const plain = readBody(IDENTIFIER, identifier);
    if (!plain.ok) return refused('INVALID_PARAMETER', plain.problem.detail, plain.problem.errors);
    const by = readBody(OPERATOR, input);
    if (!by.ok) return by;
    const ref = merchant.value.identify(plain.value, []);
    const first = merchant.value.pseudonym(plain.value.type, plain.value.value);
    if (!(await this.isHeld(merchantId, ref.id))) {
      return refused('NOT_FOUND', 'Nothing is known of this identifier, or it was erased already.');
    }
    const written = await this.appender.append(merchantId, forgottenDraft(merchantId, ref, by.value));
    if (!written.ok) return written;
    const erased = await this.erase(merchantId, plain.value, ref.id, first);
    this.merchants.forgetCached(merchantId);
    return ok({ position: written.value.position, ...erased });
  }

  private async isHeld(merchantId: string, pseudonym: Pseudonym): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      'select from vault where merchant_id = $1 and pseudonym = $2 and value is not null',
      [merchantId, pseudonym],
    );
    return rowCount === 1;
  }

  private erase(
    merchantId: string,
    plain: PlainIdentifier,
    pseudonym: Pseudonym,
    first: Pseudonym,
  ): Promise<Omit<Erased, 'position'>> {
    return inTransaction(this.pool, async (client) => {
      const { rowCount } = await client.query(
        `update vault set value = null, erased_of = $3 where merchant_id = $1 and pseudonym = $2 and value is not null`,
        [merchantId, pseudonym, first],
      );
      return { vaultRows: rowCount ?? 0, quarantined: await deleteHolding(client, merchantId, plain) };
    });
  }
}

/** Each pseudonym is erased once, so that its fact needs no other id, whoever asks and why. */
function forgottenDraft(
  merchantId: string,
  { type, id }: IdentifierRef,
  { reason, actor }: ValueOf<typeof OPERATOR>,
): FactDraft {
  const data: IdentityForgotten = { merchantId, identifier: { type, id }, reason, actor };
  const draft = factDraft({ type: 'IdentityForgotten', data }, id, null, []);
  return { ...draft, contentHash: sha256Hex(canonicalJson(id)) };
}
