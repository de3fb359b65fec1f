/**
 * Alerts: what an operator has to see to. Each kind is looked for in the state of the machine again and again; an alert
 * is open while what it tells of is there. `docs/operations/operating.md` says of each kind what to do.
 */
export const ALERT_SEVERITIES = ['warning', 'error'] as const;
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

export const ALERT_KINDS = {
  'claims-mismatched': 'Too many claims of the last 24 hours came with a token that is not the one the shop signed.',
  'purchases-unprocessed': 'Linked purchases are due for their first evaluation for more than five minutes.',
  'evaluations-overdue': 'Evaluations are due for too long: a warning at half the age that is allowed.',
  'evaluations-exhausted': 'Evaluations failed too often and were given up: they are dead letters.',
  'facts-failed': 'Facts could not be decided, for a bug: they are dead letters, and have no effect.',
  'partition-stopped': 'The engine can not go beyond a fact or a ledger event; nothing of the partition is decided.',
  'deliveries-quarantined': 'Signed deliveries of a shop could not be understood.',
  'budget-low': 'A budget of a campaign is used to 80 percent.',
  'budget-exhausted': 'A budget of a campaign is used up: rewards are withheld.',
  'reward-paid-after-reversal':
    'A payment was recorded for a reward that had been reversed: the money has to come back.',
  'condition-failed': 'A condition of a campaign failed at run time, which counts as false.',
} as const;

export type AlertKind = keyof typeof ALERT_KINDS;

export const KINDS = Object.keys(ALERT_KINDS) as AlertKind[];

/** Of one kind, merchant and key there is at most one open alert. */
export interface Finding {
  kind: AlertKind;
  merchantId: string | null;
  /** Which of the merchant's, or of the machine's; empty: there can be only one. */
  key: string;
  severity: AlertSeverity;
  detail: Record<string, unknown>;
}

/** What was found of some kinds. */
export interface Findings {
  kinds: readonly AlertKind[];
  found: Finding[];
  /** False: there were more than are looked at, so an alert that was not found again may still hold. */
  complete: boolean;
}

export interface OpenAlert extends Finding {
  id: number;
}

/** Examples in the detail of an alert. */
export const EXAMPLES_MAX = 5;
/** Rows that one look reads of a kind, before they are gathered by merchant. */
export const ROWS_MAX = 10_000;
/** Findings of one look. */
export const FOUND_MAX = 1_000;

/** Neither the rows nor the merchants were more than are looked at. */
export function isAll(rows: readonly { total: number }[]): boolean {
  return rows.length < FOUND_MAX && (rows[0]?.total ?? 0) < ROWS_MAX;
}
