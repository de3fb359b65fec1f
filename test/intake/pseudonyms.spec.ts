import type { VaultRow } from '../../libs/event-log/event-log';
import { purchaseDraft, type ShopOrder } from '../../libs/intake/facts';
import type { PurchaseRecorded } from '../../libs/kernel/facts';
import type { PlainIdentifier } from '../../libs/intake/identifiers';
import { Pseudonymizer } from '../../libs/intake/pseudonyms';

const KEY = Buffer.alloc(32, 7);
const CUSTOMER: PlainIdentifier = { type: 'customer_id', value: 'c1', blocked: false };
const ORDER: ShopOrder = {
  orderId: '1',
  customer: CUSTOMER,
  status: 'paid',
  total: 100,
  refunded: 0,
  currency: 'EUR',
  items: [],
  sourceVersion: 1,
  occurredAt: '2026-03-01T15:00:00.000Z',
};

const fresh = new Pseudonymizer('m', KEY);
const first = fresh.pseudonym('customer_id', 'c1');
const erasedTwice = new Pseudonymizer('m', KEY, new Map([[first, 2]]));

const recorded = (pseudonyms: Pseudonymizer) =>
  purchaseDraft(pseudonyms, 'custom', ORDER, 'hash').fact.data as PurchaseRecorded;

describe('an identifier that was erased', () => {
  it('is somebody new when it comes back', () => {
    const vault: VaultRow[] = [];
    const { id } = erasedTwice.identify(CUSTOMER, vault);
    expect(id).not.toBe(first);
    expect(vault).toEqual([{ merchantId: 'm', pseudonym: id, type: 'customer_id', value: 'c1' }]);
    expect(new Pseudonymizer('m', KEY, new Map([[first, 1]])).identify(CUSTOMER, []).id).not.toBe(id);
  });

  it("still meets the merchant's list of blocked values", () => {
    const { matches } = fresh.blockedValue('C1', []);
    const ref = erasedTwice.identify(CUSTOMER, []);
    expect(matches).toContain(ref.folded);
    const upper = fresh.identify({ ...CUSTOMER, value: 'C1' }, []);
    expect(matches).toContain(upper.folded);
  });

  it('has an order that names its earlier pseudonyms, so that the order stays where it was', () => {
    const { customerId, carried } = recorded(erasedTwice);
    const earlier = carried!.earlier!.customerId!;
    expect(earlier).toHaveLength(2);
    expect(earlier[0]).toBe(first);
    expect(new Set([...earlier, customerId!.id]).size).toBe(3);
    expect(carried).toEqual({ earlier: { customerId: earlier } });
  });
});

it('an identifier that was never erased has no earlier pseudonyms', () => {
  expect(recorded(fresh)).not.toHaveProperty('carried');
  expect(erasedTwice.earlier({ ...CUSTOMER, value: 'c2' })).toBeUndefined();
});
