import { useId, useMemo, useState } from 'react';
import type { Shown } from '../../api/client';
import { Chart, type Colours } from '../../components/chart';
import { Figure } from '../../components/figure';
import { Money, moneyText } from '../../components/money';
import { Wide } from '../../components/wide';
import { LAB } from '../../texts/lab';
import { GRID, legend, seriesColours, timeAxis, valueAxis } from './axes';
import { type UsedUntil, usedUntil, type Window } from './budget-course';
import { Nothing } from './nothing';

type Use = Shown['BudgetUseShown'];
const TEXTS = LAB.budgetUse;

interface Chosen {
  key: string;
  use: Use;
  window: Window;
  /** Null: this course has no such budget. */
  limits: { now: number | null; then: number | null };
}

/** One budget at a time: what was used of it as recorded, and in the scenario. */
export function BudgetsOverTime({ uses, name }: { uses: readonly Use[]; name: string }) {
  const budgets = useMemo(() => uses.flatMap(budgetsOf), [uses]);
  const [key, setKey] = useState<string | null>(null);
  const id = useId();
  const chosen = budgets.find((budget) => budget.key === key) ?? budgets[0];
  if (chosen === undefined) return <Nothing title={TEXTS.title} text={TEXTS.none} />;
  return (
    <div className="section">
      <div className="filters">
        <label htmlFor={id}>
          {TEXTS.choose}
          <select id={id} value={chosen.key} onChange={({ target }) => setKey(target.value)}>
            {budgets.map(({ key: one, use, window }) => (
              <option key={one} value={one}>
                {TEXTS.option(use.campaignId, LAB.campaign.windows[window])}
              </option>
            ))}
          </select>
        </label>
      </div>
      <OverTime key={chosen.key} chosen={chosen} name={name} />
    </div>
  );
}

function budgetsOf(use: Use): Chosen[] {
  const { campaignId, currency, budgets } = use;
  const windows = new Set([...budgets.now, ...budgets.then].map(({ window }) => window));
  const limitOf = (list: Use['budgets']['now'], window: Window) =>
    list.find((budget) => budget.window === window)?.amount ?? null;
  return [...windows].map((window) => ({
    key: JSON.stringify([campaignId, currency, window]),
    use,
    window,
    limits: { now: limitOf(budgets.now, window), then: limitOf(budgets.then, window) },
  }));
}

function OverTime({ chosen: { use, window, limits }, name }: { chosen: Chosen; name: string }) {
  const { campaignId, currency, before } = use;
  const { points, option } = useMemo(() => {
    const course = usedUntil(use, window);
    return {
      points: course.points,
      option: (colours: Colours) => optionOf(course.line, limits, currency, name, colours),
    };
  }, [use, window, limits, currency, name]);
  const limitText = (limit: number | null) => (limit === null ? TEXTS.noLimit : moneyText(limit, currency));
  const isCut = before.now !== 0 || before.then !== 0;
  return (
    <>
      <p className="hint">
        {TEXTS.text} {TEXTS.limits(limitText(limits.now), limitText(limits.then))}{' '}
        {isCut && window !== 'total' && TEXTS.before}
      </p>
      <Figure
        title={TEXTS.title}
        picture={<Chart label={TEXTS.label(campaignId)} option={option} />}
        table={
          <Wide label={TEXTS.title}>
            <table className="plain-table" aria-label={TEXTS.title}>
              <thead>
                <tr>
                  <th scope="col">{TEXTS.until}</th>
                  <th scope="col">{LAB.recorded}</th>
                  <th scope="col">
                    <bdi>{name}</bdi>
                  </th>
                </tr>
              </thead>
              <tbody>
                {points.map(({ at, now, then }) => (
                  <tr key={at}>
                    <td>{utcText(at)}</td>
                    <td>
                      <Money amount={now} currency={currency} />
                    </td>
                    <td>
                      <Money amount={then} currency={currency} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Wide>
        }
      />
    </>
  );
}

/** `2026-01-31 14:00` */
function utcText(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}

function optionOf(
  line: readonly UsedUntil[],
  limits: Chosen['limits'],
  currency: string,
  name: string,
  colours: Colours,
) {
  const [recorded, scenario] = seriesColours(colours) as [string, string];
  const money = (value: number) => moneyText(Math.round(value), currency);
  const [first, last] = [line[0]?.at ?? 0, line.at(-1)?.at ?? 0];
  const used = (id: 'now' | 'then', title: string, color: string, width: number) => ({
    id,
    name: title,
    type: 'line',
    symbol: 'none',
    lineStyle: { width },
    itemStyle: { color },
    data: line.map((point) => [point.at, point[id]]),
  });
  const limit = (id: 'now' | 'then', title: string, color: string) => ({
    id: `limit ${id}`,
    name: title,
    type: 'line',
    symbol: 'none',
    lineStyle: { type: 'dashed', width: 1.5 },
    itemStyle: { color },
    data: limits[id] === null ? [] : [first, last].map((at) => [at, limits[id]]),
  });
  return {
    useUTC: true,
    grid: GRID,
    legend: legend(colours),
    tooltip: { trigger: 'axis', valueFormatter: money },
    xAxis: { ...timeAxis(colours), min: first, max: last, axisLine: { lineStyle: { color: colours.line } } },
    yAxis: valueAxis(colours, money),
    series: [
      // The wider line is below, so that both are seen where they are the same.
      used('now', LAB.recorded, recorded, 5),
      used('then', name, scenario, 2),
      ...(limits.now === limits.then
        ? [limit('now', TEXTS.limit, colours.waiting)]
        : [limit('now', TEXTS.limitNow, recorded), limit('then', TEXTS.limitThen, scenario)]),
    ],
  };
}
