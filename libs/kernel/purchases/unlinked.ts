import type { Deciding } from '../deciding';
import { buyerOf, type Purchase } from './purchase';

/** The purchases that wait for the same buyer as an unlinked purchase. */
export function unlinkedWith(deciding: Deciding, purchase: Purchase): Purchase[] {
  const { policies, purchases } = deciding.merchant;
  const buyer = buyerOf(policies, purchase, deciding.policyNow());
  return buyer === null ? [] : purchases.inOrder(purchases.unlinked.get(buyer.id));
}
