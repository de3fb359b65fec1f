import { canonicalJson } from '../kernel/canonical-json';
import type { Platform } from '../kernel/facts';
import type { IdentifierRef } from '../kernel/identity/identifier';
import { readBody, type Shape, type ValueOf } from './body-shape';
import { IDENTIFIER } from './body-values';
import { CUSTOM_ORDER, toShopOrder } from './custom';
import type { FactAppender } from './fact-appender';
import { sha256Hex, type FactDraft } from './fact-draft';
import { purchaseDraft, type ShopOrder } from './facts';
import type { Merchants } from './merchants';
import { ok, type Outcome, type Refusal, type WriteAnswer } from './outcomes';
import type { Pseudonymizer } from './pseudonyms';
import { SERVER, type Sender } from './sender';
import type { Tallies } from './tallies';
import {
  ASSERTION,
  assertionDraft,
  BATCH,
  BATCH_ITEM,
  batchItemDraft,
  CLAIM,
  claimDraft,
  TOUCHPOINT,
  touchpointDraft,
} from './sdk-facts';

/** What browsers, servers and imports say about people and their purchases. */
export class TrackingIntake {
  constructor(
    private readonly merchants: Merchants,
    private readonly appender: FactAppender,
    private readonly tallies: Tallies,
    private readonly now: () => number,
  ) {}

  recordTouchpoint(merchantId: string, input: unknown, sender = SERVER): Promise<Outcome<WriteAnswer>> {
    const { fromBrowser } = sender;
    const draft = (pseudonyms: Pseudonymizer, body: ValueOf<typeof TOUCHPOINT>) =>
      touchpointDraft(pseudonyms, body, { nowMs: this.now(), fromBrowser });
    return this.record(merchantId, TOUCHPOINT, input, draft, sender);
  }

  recordClaim(merchantId: string, input: unknown, sender = SERVER): Promise<Outcome<WriteAnswer>> {
    const draft = (pseudonyms: Pseudonymizer, body: ValueOf<typeof CLAIM>) =>
      claimDraft(pseudonyms, body, { nowMs: this.now() });
    return this.record(merchantId, CLAIM, input, draft, sender);
  }

  /** `input` is BATCH; the results are in the order of the items, and so are the facts in the log. */
  async recordBatch(merchantId: string, input: unknown, sender = SERVER): Promise<Outcome<Outcome<WriteAnswer>[]>> {
    const merchant = await this.merchants.known(merchantId);
    if (!merchant.ok) return merchant;
    const batch = readBody(BATCH, input);
    if (!batch.ok) return batch;
    // All are appended before any is awaited: the log makes few statements of them.
    const writes = batch.value.items.map(async (item) => {
      const body = readBody(BATCH_ITEM, item);
      if (!body.ok) return this.refuse(merchantId, body, sender);
      const sending = { nowMs: this.now(), fromBrowser: sender.fromBrowser };
      return this.append(merchantId, batchItemDraft(merchant.value, body.value, sending), sender);
    });
    return ok(await Promise.all(writes));
  }

  assertIdentities(merchantId: string, input: unknown): Promise<Outcome<WriteAnswer>> {
    return this.record(merchantId, ASSERTION, input, assertionDraft);
  }

  /** An order that no shop signed, from an import; its version is its time. Equal content is the same fact. */
  recordOrder(merchantId: string, input: unknown): Promise<Outcome<WriteAnswer>> {
    return this.record(merchantId, CUSTOM_ORDER, input, (pseudonyms, data) =>
      purchaseDraft(pseudonyms, 'custom', toShopOrder(data, data.occurredAt), sha256Hex(canonicalJson(input))),
    );
  }

  /** As recordOrder, for an order that an importer read. @param content what its file says */
  async recordShopOrder(
    merchantId: string,
    platform: Platform,
    order: ShopOrder,
    content: unknown,
  ): Promise<Outcome<WriteAnswer>> {
    const merchant = await this.merchants.known(merchantId);
    if (!merchant.ok) return merchant;
    const draft = purchaseDraft(merchant.value, platform, order, sha256Hex(canonicalJson(content)));
    return this.appender.append(merchantId, draft);
  }

  /** The reference under which the log knows an identifier, for reads by plain value. */
  async identify(merchantId: string, input: { type: string; value: string }): Promise<Outcome<IdentifierRef>> {
    const merchant = await this.merchants.known(merchantId);
    if (!merchant.ok) return merchant;
    const identifier = readBody(IDENTIFIER, input);
    return identifier.ok ? ok(merchant.value.identify(identifier.value, [])) : identifier;
  }

  private async record<Body>(
    merchantId: string,
    shape: Shape<Body>,
    input: unknown,
    draft: (pseudonyms: Pseudonymizer, body: Body) => FactDraft,
    sender = SERVER,
  ): Promise<Outcome<WriteAnswer>> {
    const merchant = await this.merchants.known(merchantId);
    if (!merchant.ok) return merchant;
    const body = readBody(shape, input);
    if (!body.ok) return this.refuse(merchantId, body, sender);
    return this.append(merchantId, draft(merchant.value, body.value), sender);
  }

  private async append(merchantId: string, draft: FactDraft, sender: Sender): Promise<Outcome<WriteAnswer>> {
    const { data } = draft.fact;
    const refusal = 'anonymousId' in data ? sender.refusalFor(data.anonymousId.id) : null;
    return refusal === null ? this.appender.append(merchantId, draft) : this.refuse(merchantId, refusal, sender);
  }

  /** A server is told what is wrong, and a browser tells nobody. */
  private refuse(merchantId: string, refusal: Refusal, { fromBrowser }: Sender): Refusal {
    const isLimit = refusal.problem.code === 'RATE_LIMITED';
    if (fromBrowser) this.tallies.note(merchantId, isLimit ? 'RATE_LIMITED' : 'REQUEST_INVALID');
    return refusal;
  }
}
