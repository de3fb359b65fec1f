import { createHash, randomUUID } from 'node:crypto';
import type { ClientBase, Pool, QueryResult } from 'pg';
import type { Code } from '../kernel/codes';
import type { Platform } from '../kernel/facts';
import { toInstant } from '../kernel/time';
import { holdsAny } from './held-values';
import type { PlainIdentifier } from './identifiers';
import { QUARANTINE_DAYS } from './limits';
import { ok, refused, type Outcome } from './outcomes';
import type { Delivery } from './shop-platform';
import { isUuid } from './uuid';

export interface QuarantinedDelivery {
  id: string;
  merchantId: string;
  platform: Platform;
  topic: string | null;
  code: string;
  detail: string;
  firstSeenAt: string;
  count: number;
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** A delivery with all that is needed to read it again. */
export interface KeptDelivery extends Delivery {
  merchantId: string;
  platform: Platform;
}

interface Row {
  id: string;
  merchant_id: string;
  platform: Platform;
  topic: string | null;
  code: string;
  detail: string;
  first_seen_at: Date;
  count: number;
}

const LIVE = `quarantine.first_seen_at > now() - interval '${QUARANTINE_DAYS} days'`;

/** Keeps signed deliveries that could not be understood, as they came, for thirty days. */
export class Quarantine {
  constructor(private readonly pool: Pool) {}

  /**
   * Keeps a delivery and returns its id. The same body of the same topic is kept once, and counted. After thirty days
   * the count starts again, even if the row was not deleted yet. MERCHANT_FORGOTTEN when it was erased meanwhile.
   */
  async keep(
    delivery: KeptDelivery,
    why: { code: Code; detail: string },
    headers: Readonly<Record<string, string>>,
  ): Promise<Outcome<string>> {
    const { merchantId, platform, topic, body } = delivery;
    const { rows } = await this.pool.query<{ id: string }>(
      `insert into quarantine (id, merchant_id, platform, topic, code, detail, body, body_hash, headers)
        select $1::uuid, $2, $3, $4, $5, $6, $7::bytea, $8::bytea, $9::jsonb
        from merchant_secrets where merchant_id = $2 for key share
        on conflict (merchant_id, platform, topic, body_hash) do update
          set count = case when ${LIVE} then quarantine.count + 1 else 1 end,
            first_seen_at = case when ${LIVE} then quarantine.first_seen_at else now() end,
            last_seen_at = now(), code = excluded.code, detail = excluded.detail
        returning id`,
      [
        randomUUID(),
        merchantId,
        platform,
        topic,
        why.code,
        why.detail,
        body,
        createHash('sha256').update(body).digest(),
        headers,
      ],
    );
    return rows[0] === undefined ? refused('MERCHANT_FORGOTTEN', 'The merchant was erased.') : ok(rows[0].id);
  }

  /** Newest first. */
  async list(options: {
    merchantId?: string;
    limit: number;
    cursor?: string;
  }): Promise<Outcome<Page<QuarantinedDelivery>>> {
    const after = options.cursor === undefined ? null : decodeCursor(options.cursor);
    if (after === undefined) return refused('INVALID_PARAMETER', 'The cursor is not one of this list.');
    const { rows } = await this.pool.query<Row>(
      `select id, merchant_id, platform, topic, code, detail, first_seen_at, count from quarantine
        where ${LIVE} and ($1::text is null or merchant_id = $1)
          and ($2::timestamptz is null or (first_seen_at, id) < ($2, $3::uuid))
        order by first_seen_at desc, id desc limit $4`,
      [options.merchantId ?? null, after?.firstSeenAt ?? null, after?.id ?? null, options.limit + 1],
    );
    const items = rows.slice(0, options.limit).map(deliveryOf);
    return ok({ items, nextCursor: rows.length > options.limit ? encodeCursor(items.at(-1)!) : null });
  }

  async find(id: string): Promise<KeptDelivery | null> {
    if (!isUuid(id)) return null;
    const { rows } = await this.pool.query<KeptDelivery>(
      `select merchant_id as "merchantId", platform, topic, body from quarantine where id = $1 and ${LIVE}`,
      [id],
    );
    return rows[0] ?? null;
  }

  async remove(id: string): Promise<void> {
    await this.pool.query('delete from quarantine where id = $1', [id]);
  }

  async deleteExpired(): Promise<number> {
    const { rowCount } = await this.pool.query(`delete from quarantine where not (${LIVE})`);
    return rowCount ?? 0;
  }
}

function deliveryOf(row: Row): QuarantinedDelivery {
  const { id, merchant_id: merchantId, platform, topic, code, detail, count } = row;
  return { id, merchantId, platform, topic, code, detail, firstSeenAt: toInstant(row.first_seen_at.getTime()), count };
}

function encodeCursor({ firstSeenAt, id }: QuarantinedDelivery): string {
  return Buffer.from(`${firstSeenAt}/${id}`).toString('base64url');
}

function decodeCursor(cursor: string): { firstSeenAt: string; id: string } | undefined {
  const [firstSeenAt = '', id = '', ...rest] = Buffer.from(cursor, 'base64url').toString('latin1').split('/');
  const isCursor = rest.length === 0 && isUuid(id) && /^\d{4}-[\d-]+T[\d:.]+Z$/.test(firstSeenAt);
  return isCursor && !Number.isNaN(Date.parse(firstSeenAt)) ? { firstSeenAt, id } : undefined;
}

const HELD_PAGE = 200;

/** Deletes a merchant's deliveries whose body holds one of the values, however it is spelled; returns how many. */
export async function deleteHolding(
  client: ClientBase,
  merchantId: string,
  values: readonly PlainIdentifier[],
): Promise<number> {
  let deleted = 0;
  for (let after: string | null = null; ;) {
    const { rows }: QueryResult<{ id: string; body: Buffer }> = await client.query(
      `select id, body from quarantine where merchant_id = $1 and ($2::uuid is null or id > $2) order by id limit ${HELD_PAGE}`,
      [merchantId, after],
    );
    const held = rows.filter(({ body }) => holdsAny(body.toString('utf8'), values)).map(({ id }) => id);
    await client.query('delete from quarantine where id = any($1::uuid[])', [held]);
    deleted += held.length;
    if (rows.length < HELD_PAGE) return deleted;
    after = rows.at(-1)!.id;
  }
}
