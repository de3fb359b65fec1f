import type { Pool } from 'pg';
import { type AlertKind, type AlertSeverity, KINDS } from './alert';
import type { Instant } from '../kernel/time';
import { instant, instantOrNull, type Listed, pageOf } from '../queries/rows';

export interface AlertView {
  alertId: number;
  kind: AlertKind;
  severity: AlertSeverity;
  /** Null: the alert concerns the installation as a whole. */
  merchantId: string | null;
  key: string;
  detail: Record<string, unknown>;
  openedAt: Instant;
  closedAt: Instant | null;
}

export interface AlertFilter {
  state?: 'open' | 'closed';
  merchantId?: string;
  kind?: AlertKind;
}

interface AlertRow {
  id: string;
  kind: AlertKind;
  severity: AlertSeverity;
  merchant_id: string | null;
  key: string;
  detail: Record<string, unknown>;
  opened_at: Date;
  closed_at: Date | null;
}

/** Newest first; `before` is the `next` of the previous page. */
export async function listAlerts(
  pool: Pool,
  filter: AlertFilter,
  limit: number,
  before: number | null,
): Promise<Listed<AlertView, number>> {
  const { rows } = await pool.query<AlertRow>({
    name: 'list-alerts',
    text: `select id, kind, severity, merchant_id, key, detail, opened_at, closed_at from alerts
      where ($1::bigint is null or id < $1)
        and ($2::text is null or merchant_id = $2)
        and ($3::text is null or (closed_at is null) = ($3 = 'open'))
        and ($4::text is null or kind = $4)
      order by id desc limit $5`,
    values: [before, filter.merchantId, filter.state, filter.kind, limit + 1],
  });
  const page = pageOf(rows, limit);
  return { items: page.rows.map(toView), next: page.last === null ? null : Number(page.last.id) };
}

/** Includes the kinds that have no open alert. */
export async function countOpenAlerts(pool: Pool): Promise<Map<AlertKind, number>> {
  const { rows } = await pool.query<{ kind: AlertKind; count: string }>({
    name: 'count-open-alerts',
    text: 'select kind, count(*) from alerts where closed_at is null group by kind',
  });
  const counts = new Map(rows.map(({ kind, count }) => [kind, Number(count)]));
  return new Map(KINDS.map((kind) => [kind, counts.get(kind) ?? 0]));
}

function toView(row: AlertRow): AlertView {
  return {
    alertId: Number(row.id),
    kind: row.kind,
    severity: row.severity,
    merchantId: row.merchant_id,
    key: row.key,
    detail: row.detail,
    openedAt: instant(row.opened_at),
    closedAt: instantOrNull(row.closed_at),
  };
}
