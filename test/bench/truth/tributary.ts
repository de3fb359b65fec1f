/** Tributary on the same messages: a merchant of its own for each run. */
import { ConnectedShop, type SeenPurchase } from './connected-shop';
import type { Message } from './messages';
import type { Outcome } from './rules/rule';
import { partyOf, type Shop } from './truths';

export interface Attributed {
  outcomes: Map<string, Outcome>;
  /** Groups that hold identifiers of more than one person. */
  mixedGroups: number;
  /** Unlinked purchases by link health's reasons. */
  unlinked: Record<string, number>;
}

export async function attributed(
  url: string,
  merchantId: string,
  { shop, messages, codes }: { shop: Shop; messages: readonly Message[]; codes: Shop['codes'] },
): Promise<Attributed> {
  const connected = await ConnectedShop.open(url, merchantId, Math.max(...messages.map(({ arrives }) => arrives)));
  await connected.assign(codes);
  await connected.deliver(messages);
  const purchases = await connected.settled(shop.orders.length);
  const groups = await connected.groups([...new Set(purchases.flatMap(({ groupId }) => groupId ?? []))]);
  const ownerOf = owners(shop);
  const mixedGroups = groups.filter(({ identifiers }) => {
    const persons = identifiers.map(({ type, value }) => ownerOf.get(`${type} ${value}`) ?? [value]);
    const [first = [], ...others] = persons;
    return !first.some((person) => others.every((other) => other.includes(person)));
  }).length;
  const outcomes = new Map(purchases.map((purchase) => [purchase.orderId, outcomeOf(purchase)]));
  return { outcomes, mixedGroups, unlinked: await connected.unlinked() };
}

function outcomeOf({ link, attribution, rewards }: SeenPurchase): Outcome {
  const [credit] = attribution?.credits ?? [];
  const [kind = ''] = credit?.touchpointId.split(':') ?? [];
  const isOwn = kind === 'code' || kind === 'visit';
  const payments: Record<string, number> = {};
  for (const { recipient, amount, state } of rewards)
    if (state !== 'reversed') payments[recipient.value] = (payments[recipient.value] ?? 0) + amount;
  const { source = '', channel, campaign, referrer, touchpointId = null } = credit ?? {};
  return {
    party: credit === undefined ? null : partyOf({ source, channel, campaign, friend: referrer?.value }),
    touchpointId: isOwn ? null : touchpointId,
    payments,
    by: link === null ? `unlinked, ${isOwn ? kind : 'nothing'}` : `linked, ${link.via}`,
  };
}

/** Identifier → the persons who use it; a shared device has two. */
function owners({ persons }: Shop): Map<string, string[]> {
  const ownerOf = new Map<string, string[]>();
  for (const { personId, customerId, devices } of persons) {
    const ids = devices.map((device) => `anonymous_id ${device}`);
    if (customerId !== null) ids.push(`customer_id ${customerId}`);
    for (const id of ids) ownerOf.set(id, [...(ownerOf.get(id) ?? []), personId]);
  }
  return ownerOf;
}
