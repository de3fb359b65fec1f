/** Reports of what-if as text for a terminal. */
import type { PlainIdentifier } from '../../../libs/queries/rows';
import { changesNothing, type CampaignCost, type RewardSum } from '../../../libs/what-if/report';
import type { ReportView } from '../../../libs/what-if/shown';
import { money } from '../channel-table';
import { count, table } from '../output';

const MILLION = 1_000_000;
/** So many rows of a table are printed; `--json` has the rest. */
const ROWS_SHOWN = 20;

export function reportLines(report: ReportView): string[] {
  const { purchases, cost } = report;
  if (changesNothing(report)) {
    return ['', `${report.name}: nothing would have changed (${count(purchases.count)} purchases).`];
  }
  return [
    '',
    `${report.name}:`,
    `  ${count(purchases.changed)} of ${count(purchases.count)} purchases would have other credits or rewards.`,
    ...rewardLines('gained', report.rewards.gained),
    ...rewardLines('lost', report.rewards.lost),
    ...cost.total.map(({ currency, now, then }) => {
      return `  Rewards cost ${money(now, currency)}, and would have cost ${money(then, currency)} (${signed(then - now, currency)}).`;
    }),
    ...block('Cost by campaign and month', costTable(cost.changed)),
    ...block('Budgets that ran out', budgetTable(report)),
    ...block('Referrers who would have got more', referrerTable(report.referrers.up)),
    ...block('Referrers who would have got less', referrerTable(report.referrers.down)),
    ...block(`${count(report.groups.merged.count)} groups more would have merged`, mergeTable(report.groups.merged)),
    ...block(
      `${count(report.groups.notMerged.count)} groups would not have merged`,
      mergeTable(report.groups.notMerged),
    ),
  ];
}

/** Channel by channel, what each of the scenarios credits. */
export function modelsTable(reports: readonly ReportView[]): string[] {
  const rows = new Map<string, { channel: string; currency: string; cells: string[] }>();
  const [first] = reports;
  for (const { channel, currency, now } of first?.channels ?? []) {
    const cells = [shares(now)];
    rows.set(JSON.stringify([channel, currency]), { channel: channel ?? '(no touchpoint)', currency, cells });
  }
  reports.forEach(({ channels }, i) => {
    for (const { channel, currency, then } of channels) {
      rows.get(JSON.stringify([channel, currency]))!.cells[i + 1] = shares(then);
    }
  });
  const names = reports.map(({ name }) => name);
  const head = ['channel', 'currency', 'as recorded', ...names];
  const body = [...rows.values()].map(({ channel, currency, cells }) => {
    return [channel, currency, ...Array.from({ length: names.length + 1 }, (_, i) => cells[i] ?? '0.00')];
  });
  return ['', 'Conversions by channel:', ...table(head, body, ['as recorded', ...names])];
}

function shares({ conversions }: { conversions: number }): string {
  return (conversions / MILLION).toFixed(2);
}

function rewardLines(what: 'gained' | 'lost', sums: readonly RewardSum[]): string[] {
  return sums.map((sum) => `  Rewards ${what}: ${count(sum.count)}, together ${money(sum.amount, sum.currency)}.`);
}

function block(title: string, rows: readonly string[]): string[] {
  // A table without rows is its head.
  return rows.length <= 1 ? [] : ['', `  ${title}:`, ...rows.map((row) => `    ${row}`)];
}

function shown(head: string[], rows: string[][], right: readonly string[]): string[] {
  const left = rows.length - ROWS_SHOWN;
  const lines = table(head, rows.slice(0, ROWS_SHOWN), right);
  return left > 0 ? [...lines, `… and ${count(left)} more`] : lines;
}

function costTable(costs: readonly CampaignCost[]): string[] {
  const rows = costs.map(({ campaignId, month, currency, now, then }) => {
    return [campaignId, month, money(now, currency), money(then, currency), signed(then - now, currency)];
  });
  return shown(['campaign', 'month', 'now', 'then', 'difference'], rows, ['now', 'then', 'difference']);
}

function budgetTable({ budgets }: ReportView): string[] {
  const rows = budgets.map(({ campaignId, window, now, then }) => [
    campaignId,
    window,
    now ?? 'never',
    then ?? 'never',
  ]);
  return shown(['campaign', 'window', 'now', 'then'], rows, []);
}

function referrerTable(referrers: ReportView['referrers']['up']): string[] {
  const rows = referrers.map(({ recipient, currency, now, then }) => {
    return [named(recipient), money(now, currency), money(then, currency), signed(then - now, currency)];
  });
  return shown(['referrer', 'now', 'then', 'difference'], rows, ['now', 'then', 'difference']);
}

function mergeTable({ first }: ReportView['groups']['merged']): string[] {
  const rows = first.map(({ a, b, at }) => [named(a), named(b), at]);
  return shown(['identifier', 'with', 'at'], rows, []);
}

function named({ type, value }: PlainIdentifier): string {
  return `${type} ${value ?? '(erased)'}`;
}

function signed(minor: number, currency: string): string {
  return `${minor > 0 ? '+' : ''}${money(minor, currency)}`;
}
