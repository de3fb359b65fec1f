/** What is missing or wrong with a shop's connection, and what to do about it, in the order in which it helps. */
import type { TallyKind } from '../../intake/tallies';
import type { Platform } from '../../kernel/facts';
import { PLATFORMS } from '../../kernel/facts';
import { DAY, toInstant, type Millis } from '../../kernel/time';
import type { ConnectionState, Tallied } from './state';

export const FINDING_CODES = [
  'WEBHOOK_NOT_CONFIGURED',
  'WRONG_PLATFORM',
  'SIGNATURE_WRONG',
  'WEBHOOK_NEVER_SEEN',
  'WEBHOOK_SILENT',
  'OTHER_SHOP',
  'DELIVERIES_UNREADABLE',
  'TEST_ORDERS_IGNORED',
  'UPDATES_NEVER_SEEN',
  'SECRET_KEY_IN_PAGE',
  'KEY_REVOKED',
  'REQUESTS_INVALID',
  'RATE_LIMITED',
  'TAG_NEVER_SEEN',
  'TAG_SILENT',
  'CLAIMS_NEVER_SEEN',
  'CLAIMS_SILENT',
  'CHECKOUTS_NOT_COMPLETED',
  'CLAIMS_WITHOUT_ORDER',
  'TOKEN_MISMATCH',
  'TOKEN_MISSING',
  'DEVICE_NOT_CARRIED',
  'CODES_UNASSIGNED',
  'RATES_MISSING',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

export interface Finding {
  code: FindingCode;
  says: string;
  do: string;
}

/** Null: it is not so. */
type Finder = (state: ConnectionState) => Finding | null;

const ADDRESS: Record<Platform, string> = {
  shopify: '/v1/webhooks/{merchantId}/shopify',
  woocommerce: '/v1/webhooks/{merchantId}/woocommerce',
  custom: '/v1/webhooks/{merchantId}/custom',
};

const WHERE_WEBHOOKS_ARE: Record<Platform, string> = {
  shopify: 'Settings → Notifications → Webhooks',
  woocommerce: 'WooCommerce → Settings → Advanced → Webhooks',
  custom: 'your shop',
};

const WHERE_THE_SECRET_IS: Record<Platform, string> = {
  shopify: 'the one that Shopify shows under its list of webhooks (or the client secret of the app that made them)',
  woocommerce: 'the field Secret of each webhook; all of them need the same',
  custom: 'the `whsec_…` with which your shop signs',
};

/** The topic that tells of refunds and cancellations. */
const UPDATES: Record<Platform, string | null> = {
  shopify: 'orders/updated',
  woocommerce: 'order.updated',
  custom: null,
};

const CLAIM_OF: Record<Platform, string> = {
  shopify:
    'Settings → Customer events → Add custom pixel: paste what `GET /v1/connect/shopify-pixel.js?key=pk_…` answers, ' +
    'save it, and press Connect. The pixel is silent for buyers who do not allow analytics.',
  woocommerce:
    'Put the tag into all pages, the confirmation page (`/checkout/order-received/…`) too. If the shop has a ' +
    "confirmation page of its own, let it call `tributary.claim({ orderId, token })` with the order's `order_key`.",
  custom: 'Let the confirmation page call `tributary.claim({ orderId, token })` with the token that the order has.',
};

const whenNoSecret: Finder = ({ platform, tallies }) => {
  if (platform !== null) return null;
  const sent = PLATFORMS.find((one) => tallies.has(`WEBHOOK_NOT_CONFIGURED ${one}`));
  const refused =
    sent && ` ${times(tallies.get(`WEBHOOK_NOT_CONFIGURED ${sent}`)!, 'delivery', 'deliveries')} refused.`;
  return {
    code: 'WEBHOOK_NOT_CONFIGURED',
    says: `No webhook secret is set, so no order is taken.${refused ?? ''}`,
    do: `\`PUT /v1/merchants/{merchantId}/webhooks/${sent ?? 'shopify'}\` with \`{ "secret" }\`, or \`tributary connect\`.`,
  };
};

const whenOtherPlatform: Finder = ({ platform, tallies }) => {
  if (platform === null) return null;
  const other = PLATFORMS.find(
    (one) => one !== platform && isAfter(tallies, `WEBHOOK_NOT_CONFIGURED ${one}`, 'RECORDED'),
  );
  if (other === undefined) return null;
  const tallied = tallies.get(`WEBHOOK_NOT_CONFIGURED ${other}`)!;
  return {
    code: 'WRONG_PLATFORM',
    says: `${times(tallied, 'delivery', 'deliveries')} refused at the address of ${other}; the merchant's secret is one of ${platform}.`,
    do: `Let the shop deliver to \`${ADDRESS[platform]}\`, or free the platform (\`DELETE /v1/merchants/{merchantId}/webhooks/${platform}\`) and set the secret for ${other}.`,
  };
};

const whenSignatureWrong: Finder = ({ platform, tallies, topics }) => {
  const wrong = tallies.get('INVALID_SIGNATURE');
  if (platform === null || wrong === undefined || wrong.lastAt <= newest(topics.map(({ lastAt }) => lastAt)))
    return null;
  return {
    code: 'SIGNATURE_WRONG',
    says: `${times(wrong, 'delivery', 'deliveries')} refused: the signature does not fit the secret that is set here.`,
    do:
      `Set the secret of the shop again (\`PUT /v1/merchants/{merchantId}/webhooks/${platform}\`): it is ${WHERE_THE_SECRET_IS[platform]}. ` +
      'If signed deliveries come all the same, somebody else sends these: nothing to do.',
  };
};

const whenWebhookNeverSeen: Finder = ({ platform, topics, tallies }) => {
  if (platform === null || topics.some(({ lastAt }) => lastAt !== null)) return null;
  if (tallies.has('INVALID_SIGNATURE')) return null;
  return {
    code: 'WEBHOOK_NEVER_SEEN',
    says: 'A webhook secret is set, and no delivery has come.',
    do: `Look in ${WHERE_WEBHOOKS_ARE[platform]} whether the webhooks are active and lead to \`${ADDRESS[platform]}\` of this server, which the shop must be able to reach; then place an order.`,
  };
};

const whenWebhookSilent: Finder = ({ platform, topics, sighted, now }) => {
  const lastAt = newest(topics.map((topic) => topic.lastAt));
  if (platform === null || lastAt === 0 || lastAt > now - DAY || sighted.completion.of24h === 0) return null;
  return {
    code: 'WEBHOOK_SILENT',
    says: `Browsers claimed ${count(sighted.completion.of24h, 'order', 'orders')} within 24 hours, and the shop has delivered none since ${toInstant(lastAt)}.`,
    do: `Look in ${WHERE_WEBHOOKS_ARE[platform]}: shops switch webhooks off that failed for a while. Switch them on again.`,
  };
};

const whenOtherShop: Finder = ({ tallies, shopHost, platform }) => {
  if (shopHost === null || !isAfter(tallies, 'OTHER_SOURCE', 'RECORDED')) return null;
  return {
    code: 'OTHER_SHOP',
    says: `${times(tallies.get('OTHER_SOURCE')!, 'delivery', 'deliveries')} kept back: they are signed, and come from another host than ${shopHost}.`,
    do: `If they come from a copy of the shop, delete its webhooks. If the shop has moved, set its secret again (\`PUT /v1/merchants/{merchantId}/webhooks/${platform}\`), and requeue what \`GET /v1/quarantine\` lists.`,
  };
};

const whenUnreadable: Finder = ({ tallies }) => {
  if (!isAfter(tallies, 'QUARANTINED', 'RECORDED')) return null;
  return {
    code: 'DELIVERIES_UNREADABLE',
    says: `${times(tallies.get('QUARANTINED')!, 'delivery', 'deliveries')} kept back: signed, and not to be understood.`,
    do: '`GET /v1/quarantine` names the field of each. Correct the webhook (JSON, the topics of orders) or the plugin that changes it, and let the shop deliver again.',
  };
};

const whenTestOrdersIgnored: Finder = ({ tallies, policy }) => {
  const ignored = tallies.get('TEST_ORDER');
  if (ignored === undefined || policy.acceptTestOrders) return null;
  return {
    code: 'TEST_ORDERS_IGNORED',
    says: `${times(ignored, 'delivery', 'deliveries')} ignored: the order is a test order.`,
    do: 'To try the shop out, `PUT /v1/policy` with `{ "acceptTestOrders": true }` and order again; afterwards set it to false.',
  };
};

const whenNoUpdates: Finder = ({ platform, topics, now }) => {
  const topic = platform && UPDATES[platform];
  if (topic === null || topics.find((one) => one.topic === topic)?.lastAt !== null) return null;
  const began = Math.min(...topics.map(({ firstAt }) => firstAt ?? Infinity));
  if (began > now - DAY) return null;
  return {
    code: 'UPDATES_NEVER_SEEN',
    says: `Deliveries come since ${toInstant(began)}, and none of the topic ${topic}: refunds are not seen.`,
    do: `Add a webhook of that topic in ${WHERE_WEBHOOKS_ARE[platform!]}, with the same address and secret.`,
  };
};

const whenSecretInPage: Finder = (state) => {
  const seen = state.tallies.get('KEY_IN_URL');
  if (seen === undefined || seen.lastAt <= lastOfBrowsers(state)) return null;
  return {
    code: 'SECRET_KEY_IN_PAGE',
    says: `${times(seen, 'request', 'requests')} refused: the secret key is in the URL, as if it stood in the tag.`,
    do: 'Put the publishable key (`pk_…`) into `data-key`, and revoke that secret key (`DELETE /v1/merchants/{merchantId}/keys/{keyId}`): whoever saw the page has it.',
  };
};

const whenKeyRevoked: Finder = (state) => {
  const seen = state.tallies.get('KEY_REVOKED');
  if (seen === undefined || seen.lastAt <= lastOfBrowsers(state)) return null;
  return {
    code: 'KEY_REVOKED',
    says: `Browsers use a publishable key that was revoked, the last at ${toInstant(seen.lastAt)}.`,
    do: 'Put a key that holds (`POST /v1/merchants/{merchantId}/keys`) into the tag and into the pixel.',
  };
};

const whenInvalid: Finder = (state) => {
  const seen = state.tallies.get('REQUEST_INVALID');
  if (seen === undefined || seen.lastAt <= lastOfBrowsers(state)) return null;
  return {
    code: 'REQUESTS_INVALID',
    says: `${times(seen, 'request of a browser', 'requests of browsers')} refused: a field is missing or wrong.`,
    do: 'Look at the answers in the browser (F12 → Network, `v1/track`): each names the field. A claim needs a token; `tributary.claim({ orderId, token })` sends it.',
  };
};

const whenLimited: Finder = (state) => {
  const seen = state.tallies.get('RATE_LIMITED');
  if (seen === undefined || seen.lastAt <= lastOfBrowsers(state)) return null;
  return {
    code: 'RATE_LIMITED',
    says: `${times(seen, 'request of a browser', 'requests of browsers')} refused: one address or device sent too many.`,
    do: 'Behind a proxy set `TRUST_PROXY`, else all visitors have one address. Or raise the limits (`PUT /v1/merchants/{merchantId}/rate-limits`).',
  };
};

const whenTagNeverSeen: Finder = ({ sighted: { tag } }) => {
  if (tag.lastAt !== null) return null;
  return {
    code: 'TAG_NEVER_SEEN',
    says: 'The tag has told of no visit.',
    do: "Put its line into the theme's `<head>` with the publishable key, and open the shop in a new private window. The tag waits where visitors are asked first: agree there.",
  };
};

const whenTagSilent: Finder = ({ sighted: { tag, order } }) => {
  if (tag.lastAt === null || tag.of24h > 0 || order.of24h === 0) return null;
  return {
    code: 'TAG_SILENT',
    says: `${count(order.of24h, 'order', 'orders')} came within 24 hours, and the tag has told of no visit since ${toInstant(tag.lastAt)}.`,
    do: 'See whether its line is still in the pages: a new theme or a consent tool may have taken it away. Put it back, and open the shop in a new private window.',
  };
};

const whenClaimsNeverSeen: Finder = ({ platform, sighted: { checkout, completion, order } }) => {
  if (platform === null || order.of24h === 0 || checkout.lastAt !== null || completion.lastAt !== null) return null;
  return {
    code: 'CLAIMS_NEVER_SEEN',
    says: `${count(order.of24h, 'order', 'orders')} came within 24 hours, and no browser has claimed one.`,
    do: CLAIM_OF[platform],
  };
};

const whenClaimsSilent: Finder = ({ platform, sighted: { checkout, completion, order } }) => {
  const lastAt = newest([checkout.lastAt, completion.lastAt]);
  if (platform === null || lastAt === 0 || order.of24h === 0 || checkout.of24h + completion.of24h > 0) return null;
  return {
    code: 'CLAIMS_SILENT',
    says: `${count(order.of24h, 'order', 'orders')} came within 24 hours, and no browser has claimed one since ${toInstant(lastAt)}.`,
    do: CLAIM_OF[platform],
  };
};

const whenNotCompleted: Finder = ({ sighted: { checkout, completion, order } }) => {
  if (checkout.of24h === 0 || order.of24h === 0 || completion.of24h > 0) return null;
  return {
    code: 'CHECKOUTS_NOT_COMPLETED',
    says: `${count(checkout.of24h, 'checkout', 'checkouts')} and ${count(order.of24h, 'order', 'orders')} were seen within 24 hours, and no checkout that was completed.`,
    do: 'Settings → Customer events: the pixel must be connected (not only saved), and have the newest text of `GET /v1/connect/shopify-pixel.js?key=pk_…`. Then complete an order in a browser.',
  };
};

const whenWithoutOrder: Finder = ({ platform, claims: { withoutOrder, orderId, lastAt } }) => {
  if (withoutOrder === 0) return null;
  const where = platform === null ? 'the shop' : WHERE_WEBHOOKS_ARE[platform];
  return {
    code: 'CLAIMS_WITHOUT_ORDER',
    says: `${count(withoutOrder, 'claim', 'claims')} of the last hour ${withoutOrder === 1 ? 'names an order' : 'name orders'} that the shop has not delivered, the last at ${toInstant(lastAt!)}: order ${orderId}.`,
    do: `See in ${where} whether that order was delivered. If it was, the page names it by another id: give \`tributary.claim\` the id that the webhook has, not the number shown to buyers.`,
  };
};

const whenMismatched: Finder = ({ claims: { judged, mismatched }, policy }) => {
  if (mismatched * 100 <= policy.mismatchAlertPercent * judged) return null;
  return {
    code: 'TOKEN_MISMATCH',
    says: `Of the newest ${count(judged, 'claim', 'claims')}, ${mismatched} came with a token that is not the one of the order.`,
    do: "Give `tributary.claim` the order's own token: Shopify's `checkout.token`, WooCommerce's `order_key`, what your shop sends as `token`. Single ones are somebody who guesses.",
  };
};

const whenTokenMissing: Finder = ({ claims: { missingToken }, policy }) => {
  if (missingToken === 0 || !policy.requireToken) return null;
  return {
    code: 'TOKEN_MISSING',
    says: `${count(missingToken, 'claim', 'claims')} could not be checked: the shop delivered the order without a token.`,
    do: 'Let the shop send the token with the order (`token`; the next version of an order may bring it). Orders made by hand have none.',
  };
};

const whenNotCarried: Finder = ({ platform, sighted: { carried, order } }) => {
  if (order.of24h === 0 || carried.of24h > 0) return null;
  return {
    code: 'DEVICE_NOT_CARRIED',
    says: `${count(order.of24h, 'order', 'orders')} came within 24 hours, and none carries the visitor's id.`,
    do:
      platform === 'shopify'
        ? 'The tag writes it into the cart (`_tributary`): see whether the theme has its own cart that drops attributes, and whether the tag is on the pages before the checkout.'
        : 'Let the shop write the value of the cookie `_tributary` into the order: see docs/how-to/carry-ids-in-orders.md. It also credits orders whose buyer never sees the confirmation page.',
  };
};

const whenUnassigned: Finder = ({ recent: { unassigned } }) => {
  if (unassigned.length === 0) return null;
  return {
    code: 'CODES_UNASSIGNED',
    says: `Orders of the last 24 hours have codes that belong to nobody: ${unassigned.join(', ')}.`,
    do: '`PUT /v1/codes/{code}` with the `owner` who hands it out; orders from then on are credited. Codes of nobody, such as those for all newcomers, can stay.',
  };
};

const whenRatesMissing: Finder = ({ ratesMissing: { orders, orderId } }) => {
  if (orders === 0) return null;
  return {
    code: 'RATES_MISSING',
    says: `${count(orders, 'order', 'orders')} cannot be evaluated, such as ${orderId}: no exchange rate leads to the currency of a campaign.`,
    do: '`PUT /v1/exchange-rates` with a rate from before the order; it is tried again by itself, or at once with `POST /v1/purchases/{orderId}/evaluate`.',
  };
};

export const FINDERS: readonly Finder[] = [
  whenNoSecret,
  whenOtherPlatform,
  whenSignatureWrong,
  whenWebhookNeverSeen,
  whenWebhookSilent,
  whenOtherShop,
  whenUnreadable,
  whenTestOrdersIgnored,
  whenNoUpdates,
  whenSecretInPage,
  whenKeyRevoked,
  whenInvalid,
  whenLimited,
  whenTagNeverSeen,
  whenTagSilent,
  whenClaimsNeverSeen,
  whenClaimsSilent,
  whenNotCompleted,
  whenWithoutOrder,
  whenMismatched,
  whenTokenMissing,
  whenNotCarried,
  whenUnassigned,
  whenRatesMissing,
];

function lastOfBrowsers({ sighted: { tag, checkout, completion } }: ConnectionState): Millis {
  return newest([tag.lastAt, checkout.lastAt, completion.lastAt]);
}

/** 0: never. */
function newest(times: readonly (Millis | null)[]): Millis {
  return Math.max(0, ...times.map((at) => at ?? 0));
}

function isAfter(tallies: ConnectionState['tallies'], kind: TallyKind, good: TallyKind): boolean {
  const tallied = tallies.get(kind);
  return tallied !== undefined && tallied.lastAt > (tallies.get(good)?.lastAt ?? 0);
}

/** `2 deliveries since 10:00 were`, and the time of the last. */
function times({ count: of, since, lastAt }: Tallied, one: string, many: string): string {
  const last = of === 1 ? `at ${toInstant(lastAt)}` : `since ${toInstant(since)}, the last at ${toInstant(lastAt)},`;
  return `${count(of, one, many)} ${last} ${of === 1 ? 'was' : 'were'}`;
}

function count(of: number, one: string, many: string): string {
  return `${of.toLocaleString('en-US')} ${of === 1 ? one : many}`;
}
