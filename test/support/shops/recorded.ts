import type { TestApp, TestMerchant } from '../app';

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
