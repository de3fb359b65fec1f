import { canonicalJson } from '../kernel/canonical-json';
import type { IdentifierRef } from '../kernel/identity/identifier';
import { readOrder } from './custom';
import type { FactAppender } from './fact-appender';
import { sha256Hex, type FactDraft } from './fact-draft';
import { purchaseDraft } from './facts';
import { judged } from './fields';
import type { Merchants } from './merchants';
import { ok, type Outcome, type WriteAnswer } from './outcomes';
import type { Pseudonymizer } from './pseudonyms';
import { readBatch, readBatchItemType, readIdentifier } from './requests';
import { assertionDraft, claimDraft, touchpointDraft } from './sdk-facts';

/** What browsers, servers and imports say about people and their purchases. */
export class TrackingIntake {
  constructor(
    private readonly merchants: Merchants,
    private readonly appender: FactAppender,
    private readonly now: () => number,
  ) {}

  async recordTouchpoint(merchantId: string, input: unknown): Promise<Outcome<WriteAnswer>> {
    return this.record(merchantId, (pseudonyms) => judged(() => touchpointDraft(pseudonyms, input, this.now())));
  }

  async recordClaim(merchantId: string, input: unknown): Promise<Outcome<WriteAnswer>> {
    return this.record(merchantId, (pseudonyms) => judged(() => claimDraft(pseudonyms, input, this.now())));
  }

  /** `input` is `{ items: [...] }`; the results are in the order of the items, and so are the facts in the log. */
  async recordBatch(merchantId: string, input: unknown): Promise<Outcome<Outcome<WriteAnswer>[]>> {
    const merchant = await this.merchants.known(merchantId);
    if (!merchant.ok) return merchant;
    const items = readBatch(input);
    if (!items.ok) return items;
    // All are appended before any is awaited: the log makes few statements of them.
    const writes = items.value.map(async (item) => {
      const draft = this.batchItemDraft(merchant.value, item);
      return draft.ok ? this.appender.append(merchantId, draft.value) : draft;
    });
    return ok(await Promise.all(writes));
  }

  async assertIdentities(merchantId: string, input: unknown): Promise<Outcome<WriteAnswer>> {
    return this.record(merchantId, (pseudonyms) => judged(() => assertionDraft(pseudonyms, input)));
  }

  /** An order that no shop signed, from an import: the `data` of a custom webhook. Equal content is the same fact. */
  async recordOrder(merchantId: string, input: unknown): Promise<Outcome<WriteAnswer>> {
    return this.record(merchantId, (pseudonyms) =>
      judged(() => purchaseDraft(pseudonyms, 'custom', readOrder(input), sha256Hex(canonicalJson(input)))),
    );
  }

  /** The reference under which the log knows an identifier, for reads by plain value. */
  async identify(merchantId: string, input: { type: string; value: string }): Promise<Outcome<IdentifierRef>> {
    const merchant = await this.merchants.known(merchantId);
    if (!merchant.ok) return merchant;
    const identifier = readIdentifier(input);
    return identifier.ok ? ok(merchant.value.identify(identifier.value, [])) : identifier;
  }

  private async record(
    merchantId: string,
    build: (pseudonyms: Pseudonymizer) => Outcome<FactDraft>,
  ): Promise<Outcome<WriteAnswer>> {
    const merchant = await this.merchants.known(merchantId);
    if (!merchant.ok) return merchant;
    const draft = build(merchant.value);
    return draft.ok ? this.appender.append(merchantId, draft.value) : draft;
  }

  private batchItemDraft(pseudonyms: Pseudonymizer, item: unknown): Outcome<FactDraft> {
    const type = readBatchItemType(item);
    if (!type.ok) return type;
    const build = type.value === 'touchpoint' ? touchpointDraft : claimDraft;
    return judged(() => build(pseudonyms, item, this.now(), ['type']));
  }
}
