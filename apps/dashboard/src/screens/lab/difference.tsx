import { type ReactNode, useCallback } from 'react';
import type { Shown } from '../../api/client';
import { Chart, type Colours } from '../../components/chart';
import { Figure } from '../../components/figure';
import { Money, moneyText } from '../../components/money';
import { Section } from '../../components/page';
import { Person } from '../../components/person';
import { Time } from '../../components/time';
import { Wide } from '../../components/wide';
import { LAB } from '../../texts/lab';
import { GRID, legend, nameAxis, seriesColours, timeAxis, valueAxis } from './axes';
import { BudgetsOverTime } from './budget-use';
import { ChannelsBeside } from './channels';
import { Moved } from './moved';
import { Nothing } from './nothing';
import { countText, differenceText } from './numbers';

type Report = Shown['ScenarioReportShown'];

/** As many bars as can be told apart; the tables have all. */
const DRAWN_MAX = 24;

export function changesNothing({ purchases, rewards, cost, budgets, referrers, groups }: Report): boolean {
  const lists = [rewards.gained, rewards.lost, cost.changed, budgets, referrers.up, referrers.down];
  return (
    purchases.changed + groups.merged.count + groups.notMerged.count === 0 && lists.every((list) => list.length === 0)
  );
}

export function Difference({ report, isAlone }: { report: Report; isAlone: boolean }) {
  if (changesNothing(report)) {
    return (
      <div className="card section" role="status">
        <p className="empty-title">{LAB.nothing.title}</p>
        <p>{LAB.nothing.text(countText(report.purchases.count))}</p>
      </div>
    );
  }
  return (
    <>
      <Summary report={report} />
      <div className="card">
        <Moved flows={report.moved} />
      </div>
      {isAlone && (
        <div className="card">
          <ChannelsBeside reports={[report]} />
        </div>
      )}
      <div className="card">
        <BudgetsOverTime uses={report.budgetUse} name={report.name} />
      </div>
      <div className="tiles">
        <div className="card">
          <Costs costs={report.cost.changed} name={report.name} />
        </div>
        <div className="card">
          <Budgets budgets={report.budgets} name={report.name} />
        </div>
      </div>
      <Section title={LAB.referrers.title}>
        <div className="tiles">
          <Referrers title={LAB.referrers.up} rows={report.referrers.up} />
          <Referrers title={LAB.referrers.down} rows={report.referrers.down} />
        </div>
      </Section>
    </>
  );
}

function Summary({ report }: { report: Report }) {
  const { purchases, rewards, cost, groups } = report;
  const TEXTS = LAB.summary;
  const sums = (list: Report['rewards']['gained']) =>
    list.length === 0
      ? TEXTS.none
      : list.map(({ currency, count, amount }) => (
          <span key={currency} className="sum">
            {TEXTS.sum(countText(count), moneyText(amount, currency))}
          </span>
        ));
  return (
    <div className="card">
      <dl className="facts">
        <Fact name={TEXTS.changed}>{TEXTS.of(countText(purchases.changed), countText(purchases.count))}</Fact>
        <Fact name={TEXTS.lost}>{sums(rewards.lost)}</Fact>
        <Fact name={TEXTS.gained}>{sums(rewards.gained)}</Fact>
        <Fact name={TEXTS.cost}>
          {cost.total.map(({ currency, now, then }) => (
            <span key={currency} className="sum">
              {TEXTS.costText(moneyText(now, currency), moneyText(then, currency))} (
              {differenceText(now, then, currency)})
            </span>
          ))}
        </Fact>
        {groups.merged.count > 0 && <Fact name={TEXTS.merged}>{countText(groups.merged.count)}</Fact>}
        {groups.notMerged.count > 0 && <Fact name={TEXTS.notMerged}>{countText(groups.notMerged.count)}</Fact>}
      </dl>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Costs({ costs, name }: { costs: Report['cost']['changed']; name: string }) {
  const TEXTS = LAB.cost;
  const option = useCallback((colours: Colours) => costOption(costs.slice(0, DRAWN_MAX), name, colours), [costs, name]);
  if (costs.length === 0) return <Nothing title={TEXTS.title} text={TEXTS.none} />;
  return (
    <Figure
      title={TEXTS.title}
      picture={<Chart label={TEXTS.label} option={option} height={7 + Math.min(costs.length, DRAWN_MAX) * 2.2} />}
      table={
        <Wide label={TEXTS.title}>
          <p className="hint">{TEXTS.text}</p>
          <table className="plain-table" aria-label={TEXTS.title}>
            <thead>
              <tr>
                <th scope="col">{TEXTS.campaign}</th>
                <th scope="col">{TEXTS.month}</th>
                <th scope="col">{LAB.referrers.now}</th>
                <th scope="col">{LAB.referrers.then}</th>
                <th scope="col">{LAB.side.difference}</th>
              </tr>
            </thead>
            <tbody>
              {costs.map(({ campaignId, month, currency, now, then }) => (
                <tr key={JSON.stringify([campaignId, month, currency])}>
                  <td>
                    <bdi>{campaignId}</bdi>
                  </td>
                  <td>{month}</td>
                  <Amounts now={now} then={then} currency={currency} />
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      }
    />
  );
}

function Amounts({ now, then, currency }: { now: number; then: number; currency: string }) {
  return (
    <>
      <td>
        <Money amount={now} currency={currency} />
      </td>
      <td>
        <Money amount={then} currency={currency} />
      </td>
      <td className="money">{differenceText(now, then, currency)}</td>
    </>
  );
}

function costOption(costs: Report['cost']['changed'], name: string, colours: Colours) {
  const currencyAt = (index: number) => costs[index]?.currency ?? '';
  const bar = (id: 'now' | 'then', title: string) => ({
    id,
    name: title,
    type: 'bar',
    barMaxWidth: 16,
    data: costs.map((cost) => cost[id]),
    tooltip: { valueFormatter: (value: number, index: number) => moneyText(value, currencyAt(index)) },
  });
  const [only] = costs;
  const isOne = costs.every(({ currency }) => currency === only?.currency);
  return {
    grid: GRID,
    color: seriesColours(colours),
    legend: legend(colours),
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
    xAxis: valueAxis(colours, (value) => (isOne ? moneyText(Math.round(value), only!.currency) : '')),
    yAxis: nameAxis(
      colours,
      costs.map(({ campaignId, month }) => `${campaignId} ${month}`),
    ),
    series: [bar('now', LAB.recorded), bar('then', name)],
  };
}

function Budgets({ budgets, name }: { budgets: Report['budgets']; name: string }) {
  const TEXTS = LAB.budgets;
  const option = useCallback(
    (colours: Colours) => budgetOption(budgets.slice(0, DRAWN_MAX), name, colours),
    [budgets, name],
  );
  if (budgets.length === 0) return <Nothing title={TEXTS.title} text={TEXTS.none} />;
  return (
    <Figure
      title={TEXTS.title}
      picture={<Chart label={TEXTS.label} option={option} height={7 + Math.min(budgets.length, DRAWN_MAX) * 2.2} />}
      table={
        <Wide label={TEXTS.title}>
          <table className="plain-table" aria-label={TEXTS.title}>
            <thead>
              <tr>
                <th scope="col">{TEXTS.window}</th>
                <th scope="col">{LAB.referrers.now}</th>
                <th scope="col">{LAB.referrers.then}</th>
              </tr>
            </thead>
            <tbody>
              {budgets.map(({ campaignId, window, now, then }) => (
                <tr key={JSON.stringify([campaignId, window])}>
                  <td>
                    <bdi>{campaignId}</bdi> {window}
                  </td>
                  <td>{now === null ? TEXTS.never : <Time at={now} />}</td>
                  <td>{then === null ? TEXTS.never : <Time at={then} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      }
    />
  );
}

/** A point for each moment at which a budget was used up; one that never is has none. */
function budgetOption(budgets: Report['budgets'], name: string, colours: Colours) {
  const points = (id: 'now' | 'then', title: string, symbol: string) => ({
    id,
    name: title,
    type: 'scatter',
    symbol,
    symbolSize: 14,
    data: budgets.flatMap((budget, index) => (budget[id] === null ? [] : [[Date.parse(budget[id]), index]])),
  });
  return {
    grid: GRID,
    color: seriesColours(colours),
    legend: legend(colours),
    tooltip: { trigger: 'item' },
    xAxis: { ...timeAxis(colours), splitLine: { show: true, lineStyle: { color: colours.line } } },
    yAxis: nameAxis(
      colours,
      budgets.map(({ campaignId, window }) => `${campaignId} ${window}`),
    ),
    series: [points('now', LAB.recorded, 'circle'), points('then', name, 'diamond')],
  };
}

function Referrers({ title, rows }: { title: string; rows: Report['referrers']['up'] }) {
  const TEXTS = LAB.referrers;
  return (
    <div className="card">
      <h3 className="empty-title">{title}</h3>
      {rows.length === 0 ? (
        <p className="quiet">{TEXTS.none}</p>
      ) : (
        <Wide label={title}>
          <table className="plain-table" aria-label={title}>
            <thead>
              <tr>
                <th scope="col">{TEXTS.who}</th>
                <th scope="col">{TEXTS.now}</th>
                <th scope="col">{TEXTS.then}</th>
                <th scope="col">{LAB.side.difference}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ recipient, currency, now, then }, index) => (
                <tr key={`${recipient.type} ${recipient.value} ${index}`}>
                  <td>
                    <Person identifier={recipient} />
                  </td>
                  <Amounts now={now} then={then} currency={currency} />
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </div>
  );
}
