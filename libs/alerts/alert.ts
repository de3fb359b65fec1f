/**
 * An alert tells an operator of a condition that needs attention. Every few seconds the state is searched for each
 * kind; an alert is open while its condition holds. `docs/operations/operating.md` says what to do about each kind.
 */
export const ALERT_SEVERITIES = ['warning', 'error'] as const;
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

export const ALERT_KINDS = {
  'claims-mismatched': 'Too many claims of the last 24 hours carried a token other than the one the shop signed.',
  'purchases-unprocessed': 'The first evaluation of linked purchases has been due for more than five minutes.',
  'evaluations-overdue': 'Evaluations have been due for too long; at half the allowed age this is a warning.',
  'evaluations-exhausted': 'Evaluations failed too often and were given up; they are dead letters.',
  'facts-failed': 'A bug kept facts from being decided; they are dead letters and have no effect.',
  'partition-stopped': 'The engine cannot get past a fact or ledger event; the partition decides nothing more.',
  'clock-unsteady': 'A clock of the process or its database jumped; nothing is stored until it holds still.',
  'clock-ahead': 'The last fact of a partition has a time in the future; the clock was wrong when it was recorded.',
  'deliveries-quarantined': 'Signed deliveries of a shop could not be understood, or came from a copy of it.',
  'data-requested': 'A person asked a shop for the data that is held about them.',
  'shop-redact-requested':
    'A shop asked to be erased; it is erased when its week is over, unless an operator stops that.',
  'budget-low': 'A budget of a campaign is 80 percent used.',
  'budget-exhausted': 'A budget of a campaign is used up; rewards are withheld.',
  'reward-paid-after-reversal': 'A reward was paid although it had been reversed; the money has to come back.',
  'condition-failed': 'A condition of a campaign failed at run time; it counts as false.',
} as const;

export type AlertKind = keyof typeof ALERT_KINDS;

export const KINDS = Object.keys(ALERT_KINDS) as AlertKind[];

/** Each kind, merchant and key has at most one open alert. */
export interface Finding {
  kind: AlertKind;
  merchantId: string | null;
  /** Tells findings of the same kind and merchant apart; empty: there can be only one. */
  key: string;
  severity: AlertSeverity;
  detail: Record<string, unknown>;
}

/** The findings of the kinds that one watch looks for. */
export interface Findings {
  kinds: readonly AlertKind[];
  found: Finding[];
  /** False: a limit cut the search, so an alert that was not found again may still hold. */
  complete: boolean;
}

export interface OpenAlert extends Finding {
  id: number;
}

/** Examples in an alert's detail. */
export const EXAMPLES_MAX = 5;
/** Rows of a kind that one look reads, before they are grouped by merchant. */
export const ROWS_MAX = 10_000;
/** Findings of a kind in one look. */
export const FOUND_MAX = 1_000;

/** Whether the search reached neither limit. */
export function isAll(rows: readonly { total: number }[]): boolean {
  return rows.length < FOUND_MAX && (rows[0]?.total ?? 0) < ROWS_MAX;
}
