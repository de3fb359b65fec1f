/** The outcome of a world in terms that do not depend on arrival: groups as sets, purchases by their group. */
import type { Purchase } from '../../../libs/kernel/purchases/purchase';
import type { MerchantWorld } from '../../../libs/kernel/world';

/** Every seen identifier in the set of its group; both are sorted. */
export function groupsOf(merchant: MerchantWorld): string[][] {
  const groups = new Map<string, string[]>();
  for (const { id, groupId } of merchant.identities.identifiers.values()) {
    if (!groups.has(groupId)) groups.set(groupId, []);
    groups.get(groupId)!.push(id);
  }
  const sets = [...groups.values()].map((ids) => ids.sort());
  return sets.sort((a, b) => (a[0]! < b[0]! ? -1 : 1));
}

/** The group of a purchase, as a set; null: not linked. */
export function groupOfPurchase(merchant: MerchantWorld, { anchor }: Purchase): string[] | null {
  if (anchor === null) return null;
  return [...merchant.identities.members.get(merchant.identities.identifiers.get(anchor.id)!.groupId)].sort();
}

/** Everything that has to converge. */
export function outcomeOf(merchant: MerchantWorld) {
  const purchases = [...merchant.purchases.rows.values()].sort((a, b) => (a.orderId < b.orderId ? -1 : 1));
  return {
    groups: groupsOf(merchant),
    purchases: purchases.map((purchase) => {
      const { orderId, status, total, refunded, everPaid, link, evaluation, attribution } = purchase;
      return {
        ...{ orderId, status, total, refunded, everPaid },
        group: groupOfPurchase(merchant, purchase),
        via: link?.via ?? null,
        evaluation: evaluation.state,
        attribution: attribution?.outcome ?? null,
      };
    }),
  };
}
