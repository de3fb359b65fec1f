/** Erases what stands beside the log: the plain values of identifiers. */
import type { Pool } from 'pg';
import { inTransaction } from '../database/in-transaction';
import type { EventLog } from '../event-log/event-log';
import type { IdentityForgotten } from '../kernel/facts';
import type { IdentifierRef, IdentifierType, Pseudonym } from '../kernel/identity/identifier';
import { hangingIdentifiers } from '../queries/hanging-identifiers';
import { readBody, type ValueOf } from './body-shape';
import { IDENTIFIER } from './body-values';
import type { FactAppender } from './fact-appender';
import { factDraft, type FactDraft } from './fact-draft';
import type { PlainIdentifier } from './identifiers';
import type { Merchants } from './merchants';
import { ok, refused, type Outcome, type WebhookAnswer } from './outcomes';
import type { Pseudonymizer } from './pseudonyms';
import { deleteHolding } from './quarantine';
import { OPERATOR } from './requests';
import { untilDecided } from './unprocessed';

export interface Erased {
  /** Of the last fact of the erasure. */
  position: number;
  /** Rows of the vault that lost their value. */
  vaultRows: number;
  /** Deliveries in quarantine that held the value, and were deleted. */
  quarantined: number;
}

/** A value that the vault holds. */
interface Held {
  ref: IdentifierRef;
  plain: PlainIdentifier;
}

type Operator = ValueOf<typeof OPERATOR>;

const DECIDED_WAIT_MS = 2_000;

export class ErasureIntake {
  constructor(
    private readonly pool: Pool,
    private readonly log: EventLog,
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
    const held = await this.inVault(merchantId, [merchant.value.identify(plain.value, []).id]);
    if (held.length === 0) {
      return refused('NOT_FOUND', 'Nothing is known of this identifier, or it was erased already.');
    }
    return this.erase(merchant.value, held, [plain.value], by.value);
  }

  /**
   * Erases a customer, and what identifies this customer alone. All values go in one transaction, so that another try
   * finds all of them or none. READ_MODEL_BEHIND: what the customer's devices are is not known yet.
   */
  async forgetCustomer(
    merchantId: string,
    identifiers: readonly PlainIdentifier[],
    by: Operator,
  ): Promise<Outcome<WebhookAnswer>> {
    const merchant = await this.merchants.fresh(merchantId);
    if (!merchant.ok) return merchant;
    if (!(await untilDecided(this.pool, this.log, this.appender.partitionOf(merchantId), DECIDED_WAIT_MS))) {
      return refused('READ_MODEL_BEHIND', 'The devices of the customer are not known yet; send it again.');
    }
    const refs = identifiers.map((plain) => merchant.value.identify(plain, []));
    const idsOf = (type: IdentifierType) => refs.filter((ref) => ref.type === type).map(({ id }) => id);
    const hanging = await hangingIdentifiers(this.pool, merchantId, idsOf('customer_id'), idsOf('email_hash'));
    const held = await this.inVault(merchantId, [...refs.map(({ id }) => id), ...hanging]);
    const erased = await this.erase(merchant.value, held, identifiers, by);
    if (!erased.ok) return erased;
    if (held.length === 0) return ok({ kind: 'ignored', reason: 'no value of the customer is held' });
    return ok({ kind: 'erased', ...erased.value });
  }

  /** Pseudonyms of those whose value is held. */
  async held(merchantId: string, identifiers: readonly PlainIdentifier[]): Promise<Outcome<Pseudonym[]>> {
    const merchant = await this.merchants.fresh(merchantId);
    if (!merchant.ok) return merchant;
    const ids = identifiers.map((plain) => merchant.value.identify(plain, []).id);
    return ok((await this.inVault(merchantId, ids)).map(({ ref }) => ref.id));
  }

  private async inVault(merchantId: string, pseudonyms: readonly Pseudonym[]): Promise<Held[]> {
    const { rows } = await this.pool.query<{ id: Pseudonym; type: IdentifierType; value: string }>(
      `select pseudonym as id, type, value from vault
       where merchant_id = $1 and pseudonym = any($2::uuid[]) and value is not null order by pseudonym`,
      [merchantId, pseudonyms],
    );
    return rows.map(({ id, type, value }) => ({ ref: { type, id }, plain: { type, value, blocked: false } }));
  }

  /** @param named also looked for in the quarantine, be they in the vault or not */
  private async erase(
    merchant: Pseudonymizer,
    held: readonly Held[],
    named: readonly PlainIdentifier[],
    by: Operator,
  ): Promise<Outcome<Erased>> {
    const { merchantId } = merchant;
    const drafts = held.map(({ ref }) => forgottenDraft(merchantId, ref, by));
    let position = -1;
    for (const written of await Promise.all(drafts.map((draft) => this.appender.append(merchantId, draft)))) {
      if (!written.ok) return written;
      position = Math.max(position, written.value.position);
    }
    const erased = await inTransaction(this.pool, async (client) => {
      const { rowCount } = await client.query(
        `update vault v set value = null, erased_of = e.first
         from unnest($2::uuid[], $3::uuid[]) as e (pseudonym, first)
         where v.merchant_id = $1 and v.pseudonym = e.pseudonym and v.value is not null`,
        [
          merchantId,
          held.map(({ ref }) => ref.id),
          held.map(({ plain }) => merchant.pseudonym(plain.type, plain.value)),
        ],
      );
      const values = [...named, ...held.map(({ plain }) => plain)];
      return { vaultRows: rowCount ?? 0, quarantined: await deleteHolding(client, merchantId, values) };
    });
    this.merchants.forgetCached(merchantId);
    return ok({ position, ...erased });
  }
}

/** Each pseudonym is erased once, so that its fact needs no other id, whoever asks and why. */
function forgottenDraft(merchantId: string, { type, id }: IdentifierRef, { reason, actor }: Operator): FactDraft {
  const data: IdentityForgotten = { merchantId, identifier: { type, id }, reason, actor };
  return factDraft({ type: 'IdentityForgotten', data }, id, id, []);
}
