import { PURCHASE_STATUSES, type PurchaseStatus } from '../../../libs/kernel/facts';
import { FOUND_BY, type FoundBy, type FoundPurchase, SEARCH_MAX } from '../../../libs/queries/search-purchases';
import { IdParameter, ReadParameters } from '../input/common-parameters';
import { ShownAs, ShownInstant, ShownInteger, ShownOneOf, ShownText } from '../openapi/shown';

class FoundPurchaseShown implements FoundPurchase {
  @ShownOneOf(FOUND_BY, { description: 'As what the text was understood.' })
  by: FoundBy;

  @ShownText()
  orderId: string;

  @ShownOneOf(PURCHASE_STATUSES)
  status: PurchaseStatus;

  @ShownInteger({ description: 'Minor units.' })
  total: number;

  @ShownText({ description: 'ISO 4217.' })
  currency: string;

  @ShownInstant()
  occurredAt: string;
}

export class FoundPurchasesShown {
  @ShownAs(() => FoundPurchaseShown, { list: true, description: `The newest ${SEARCH_MAX} of each kind.` })
  items: FoundPurchaseShown[];
}

export class SearchParameters extends ReadParameters {
  @IdParameter(
    'A whole id: of an order, a reward, a discount code, a customer, a device, a wallet, or the SHA-256 of an e-mail address.',
  )
  text?: string;
}
