/** How near a rule comes to the truth, and what its mistakes cost. */
import type { Evident } from './evidence';
import type { Outcome } from './rules/rule';
import type { Shop } from './truths';

export interface Score {
  orders: number;
  /** Orders credited as the truth says: of all, of those with any evidence, of those with enough of it. */
  right: { all: Share; any: Share; enough: Share };
  /** Of the orders credited to somebody, those credited rightly. */
  precision: Share;
  /** Of the orders owed to somebody, those credited rightly. */
  recall: Share;
  /** In minor units. */
  money: { rightly: number; wrongly: number; missed: number };
  /** Credits for a visit on a device that the buyer never used. */
  falseJoins: number;
  /** By what an order was joined, or why not. */
  by: Map<string, Share>;
  /** Orders that were credited otherwise than the truth says, though there was enough evidence. */
  mistakes: { orderId: string; owed: string | null; credited: string | null; by: string }[];
}

export interface Share {
  of: number;
  hits: number;
}

export function score(shop: Shop, { any, enough }: Evident, outcomes: ReadonlyMap<string, Outcome>): Score {
  const share = (): Share => ({ of: 0, hits: 0 });
  const right = { all: share(), any: share(), enough: share() };
  const found: Score = {
    ...{ orders: shop.orders.length, right, precision: share(), recall: share() },
    ...{ money: { rightly: 0, wrongly: 0, missed: 0 }, falseJoins: 0, by: new Map(), mistakes: [] },
  };
  const deviceOf = new Map(shop.visits.map(({ touchpointId, device }) => [touchpointId, device]));
  const devicesOf = new Map(shop.persons.map(({ personId, devices }) => [personId, devices]));
  for (const { orderId, personId, truth } of shop.orders) {
    const { party, touchpointId, payments, by } = outcomes.get(orderId)!;
    const isRight = party === truth.party;
    const count = (into: Share) => {
      into.of++;
      if (isRight) into.hits++;
    };
    count(right.all);
    if (any.has(orderId)) count(right.any);
    if (enough.has(orderId)) count(right.enough);
    if (party !== null) count(found.precision);
    if (truth.party !== null) count(found.recall);
    found.by.set(by, found.by.get(by) ?? share());
    count(found.by.get(by)!);
    if (!isRight && enough.has(orderId)) found.mistakes.push({ orderId, owed: truth.party, credited: party, by });
    const device = touchpointId === null ? undefined : deviceOf.get(touchpointId);
    if (touchpointId !== null && !devicesOf.get(personId)!.includes(device ?? '')) found.falseJoins++;

    const given = Object.values(payments).reduce((sum, amount) => sum + amount, 0);
    const owed = truth.friend === null ? 0 : truth.commission;
    const rightly = Math.min(owed, (truth.friend === null ? undefined : payments[truth.friend]) ?? 0);
    found.money.rightly += rightly;
    found.money.wrongly += given - rightly;
    found.money.missed += owed - rightly;
  }
  return found;
}

export function percent({ of, hits }: Share): number {
  return of === 0 ? 100 : (100 * hits) / of;
}
