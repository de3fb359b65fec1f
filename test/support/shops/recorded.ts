import type { TestApp, TestMerchant } from '../app';
import type { ShownPurchase } from '../storefront';
import { eventually } from '../until';

export interface Recorded {
  position: number;
  recordedAt: number;
  data: Record<string, unknown> & { anonymousId: { id: string } };
}

/** A merchant's facts of browsers in the log, oldest first. */
export async function recordedFacts(
  app: TestApp,
  { merchantId }: TestMerchant,
  type: 'TouchpointRecorded' | 'PurchaseClaimed',
): Promise<Recorded[]> {
  const { rows } = await app.database.pool.query<{ revision: string; data: string; recorded_at: Date }>(
    `select revision, data, recorded_at from events where stream like 'intake-%' and type = $1
       and data::jsonb ->> 'merchantId' = $2 order by revision`,
    [type, merchantId],
  );
  return rows.map((row) => ({
    position: Number(row.revision),
    recordedAt: row.recorded_at.getTime(),
    data: JSON.parse(row.data) as Recorded['data'],
  }));
}

/** The purchase, once its evaluation has ended. */
export function settledOrder(app: TestApp, { secret }: TestMerchant, orderId: number): Promise<ShownPurchase> {
  return eventually(async () => {
    const { status, body } = await app.get(`/v1/purchases/${orderId}`, secret);
    const purchase = body as unknown as ShownPurchase;
    return status === 200 && purchase.evaluation.state === 'done' ? purchase : undefined;
  });
}
