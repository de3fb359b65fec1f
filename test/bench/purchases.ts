/** Purchases with their claims and nothing else, recorded at the times that a benchmark chooses. */
import type { EventLog, NewEventAt } from '../../libs/event-log/event-log';
import { intakeStream } from '../../libs/event-log/streams';
import { canonicalJson } from '../../libs/kernel/canonical-json';
import type { Fact } from '../../libs/kernel/facts';
import { toInstant } from '../../libs/kernel/time';
import { claimOf, purchaseOf, uuid } from './facts';

const CHUNK = 10_000;

export interface PurchasesOptions {
  partitions: number;
  purchases: number;
  settlingPeriodSeconds: number;
  /** When the n-th purchase was recorded, in milliseconds; increases with n. */
  recordedAt(n: number): number;
}

export async function recordPurchases(log: EventLog, options: PurchasesOptions): Promise<void> {
  const { partitions, purchases, settlingPeriodSeconds, recordedAt } = options;
  for (let partition = 0; partition < partitions; partition++) {
    const merchantId = `merchant-${partition}`;
    let position = 0;
    let events: NewEventAt[] = [];
    const add = async (fact: Fact, at: number): Promise<void> => {
      events.push({
        id: uuid(`${partition} ${position}`),
        type: fact.type,
        data: canonicalJson(fact.data),
        recordedAt: at,
      });
      position++;
      if (events.length === CHUNK) await store();
    };
    const store = async (): Promise<void> => {
      await log.appendExpected(intakeStream(partition), position - events.length - 1, events);
      events = [];
    };
    await add(
      { type: 'MerchantRegistered', data: { merchantId, name: merchantId, policy: { settlingPeriodSeconds } } },
      recordedAt(0),
    );
    for (let n = partition; n < purchases; n += partitions) {
      const at = recordedAt(n);
      await add(purchaseOf(merchantId, `order-${n}`, `customer-${n}`, toInstant(at)), at);
      await add(claimOf(merchantId, `order-${n}`, `device-${n}`, toInstant(at)), at);
    }
    await store();
  }
}
