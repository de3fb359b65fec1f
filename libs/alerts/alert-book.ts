/** The table of alerts. A finding opens or updates its alert; an alert without a finding is closed. */
import type { ClientBase } from 'pg';
import { canonicalJson } from '../kernel/canonical-json';
import type { AlertKind, Finding, Findings, OpenAlert } from './alert';

export interface AlertChanges {
  opened: Finding[];
  /** Warnings that became errors. */
  raised: Finding[];
  closed: Finding[];
}

/** How long closed alerts are kept. */
export const KEPT_DAYS = 90;

interface OpenRow extends Omit<OpenAlert, 'id' | 'merchantId'> {
  id: string;
  merchant_id: string | null;
}

export async function readOpenAlerts(client: ClientBase): Promise<OpenAlert[]> {
  const { rows } = await client.query<OpenRow>(
    'select id, kind, merchant_id, key, severity, detail from alerts where closed_at is null',
  );
  return rows.map(({ id, merchant_id: merchantId, ...alert }) => ({ id: Number(id), merchantId, ...alert }));
}

/** Leaves alerts of kinds that were not looked for as they are. */
export async function bookFindings(
  client: ClientBase,
  open: readonly OpenAlert[],
  looked: readonly Findings[],
): Promise<AlertChanges> {
  const found = new Map(looked.flatMap(({ found }) => found).map((finding) => [nameOf(finding), finding]));
  const known = new Map(open.map((alert) => [nameOf(alert), alert]));
  const canClose = new Set<AlertKind>(looked.flatMap(({ kinds, complete }) => (complete ? kinds : [])));

  const opened = [...found.values()].filter((finding) => !known.has(nameOf(finding)));
  const closed = open.filter((alert) => canClose.has(alert.kind) && !found.has(nameOf(alert)));
  const changed = open.flatMap((alert) => {
    const finding = found.get(nameOf(alert));
    return finding !== undefined && isOther(alert, finding) ? [{ ...finding, id: alert.id }] : [];
  });

  if (closed.length > 0) {
    await client.query('update alerts set closed_at = clock_timestamp() where id = any($1::bigint[])', [
      closed.map(({ id }) => id),
    ]);
  }
  if (changed.length > 0) {
    await client.query(
      `update alerts a set severity = c.severity, detail = c.detail
       from jsonb_to_recordset($1) as c(id bigint, severity text, detail jsonb) where a.id = c.id`,
      [JSON.stringify(changed)],
    );
  }
  if (opened.length > 0) {
    await client.query(
      `insert into alerts (kind, merchant_id, key, severity, detail, opened_at)
       select kind, "merchantId", key, severity, detail, clock_timestamp()
       from jsonb_to_recordset($1) as f(kind text, "merchantId" text, key text, severity text, detail jsonb)`,
      [JSON.stringify(opened)],
    );
  }
  const raised = changed.filter(
    ({ id, severity }) => severity === 'error' && open.some((alert) => alert.id === id && alert.severity === 'warning'),
  );
  return { opened, raised, closed };
}

/** @returns the number of deleted alerts */
export async function deleteOldAlerts(client: Pick<ClientBase, 'query'>): Promise<number> {
  const { rowCount } = await client.query(`delete from alerts where closed_at < now() - interval '${KEPT_DAYS} days'`);
  return rowCount ?? 0;
}

function nameOf({ kind, merchantId, key }: Finding): string {
  return JSON.stringify([kind, merchantId, key]);
}

function isOther(alert: OpenAlert, finding: Finding): boolean {
  return alert.severity !== finding.severity || canonicalJson(alert.detail) !== canonicalJson(finding.detail);
}
