import { useCallback, useMemo } from 'react';
import type { Shown } from '../../api/client';
import { useRead } from '../../api/queries';
import { Bars } from '../../components/bars';
import { Chart, type Colours } from '../../components/chart';
import { Figure } from '../../components/figure';
import { Loading } from '../../components/loading';
import { Money, moneyText } from '../../components/money';
import { Section } from '../../components/page';
import { Problem } from '../../components/problem';
import { CAMPAIGN } from '../../texts/money';
import { type BudgetDay, budgetCourse } from './budget-course';

const TEXTS = CAMPAIGN.budgets;
const DAYS = 90;
const AGAIN_MS = 15_000;
const DATE = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });

type Version = Shown['CampaignVersionShown'];

export function Budgets({ campaign, newest }: { campaign: Shown['CampaignStoryShown']; newest: Version }) {
  const { campaignId, used, versions } = campaign;
  const { data, error, refetch } = useRead(
    ['campaign usage', campaignId],
    (api, signal) =>
      api.GET('/v1/campaigns/{campaignId}/usage', {
        params: { path: { campaignId }, query: { days: DAYS } },
        signal,
      }),
    { everyMs: AGAIN_MS },
  );
  const { budgets, currency } = newest;
  // Of a campaign with very many versions the first ones are not listed.
  const since = versions.at(-1)!.publishedAt.slice(0, 10);
  const usedOf = ({ window }: Version['budgets'][number]) => used.find((one) => one.window === window)?.amount ?? 0;
  if (budgets.length === 0) {
    return (
      <Section title={TEXTS.title}>
        <p>{TEXTS.none}</p>
      </Section>
    );
  }
  return (
    <Section title={TEXTS.title}>
      <p className="hint">{TEXTS.text}</p>
      <div className="tiles">
        {data === undefined ? (
          <div className="card">
            {error === null ? <Loading /> : <Problem error={error} again={() => void refetch()} />}
          </div>
        ) : (
          budgets.map((budget) => (
            <div className="card" key={budget.window}>
              <BurnDown budget={budget} used={usedOf(budget)} usage={data} since={since} currency={currency} />
            </div>
          ))
        )}
      </div>
    </Section>
  );
}

interface BurnDownProps {
  budget: Version['budgets'][number];
  /** Of the current window. */
  used: number;
  usage: Shown['CampaignUsageShown'];
  since: string;
  currency: string;
}

function BurnDown({ budget, used, usage, since, currency }: BurnDownProps) {
  const { window, amount } = budget;
  const title = TEXTS.left(TEXTS.windows[window]);
  const course = useMemo(() => budgetCourse({ window, amount }, usage, since), [window, amount, usage, since]);
  const option = useCallback(
    (colours: Colours) => optionOf(course, amount, currency, colours),
    [course, amount, currency],
  );
  const left = course.at(-1)?.left ?? amount;
  return (
    <>
      <Bars
        bars={[
          {
            key: window,
            label: TEXTS.windows[window],
            share: Math.min(1, Math.max(0, used / amount)),
            value: TEXTS.now(moneyText(used, currency), moneyText(amount, currency)),
          },
        ]}
      />
      <Figure
        title={title}
        picture={
          <Chart
            option={option}
            label={TEXTS.label(TEXTS.windows[window], moneyText(left, currency), moneyText(amount, currency))}
          />
        }
        table={<Course course={course} currency={currency} label={title} />}
      />
    </>
  );
}

function optionOf(course: readonly BudgetDay[], amount: number, currency: string, colours: Colours) {
  const money = (value: number) => moneyText(Math.round(value), currency);
  return {
    grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis', valueFormatter: money },
    xAxis: {
      type: 'category',
      data: course.map(({ day }) => DATE.format(new Date(day))),
      axisLabel: { color: colours['text-quiet'], hideOverlap: true },
      axisLine: { lineStyle: { color: colours.line } },
    },
    yAxis: {
      type: 'value',
      min: (range: { min: number }) => Math.min(0, range.min),
      max: amount,
      interval: amount / 4,
      axisLabel: { color: colours['text-quiet'], formatter: money },
      splitLine: { lineStyle: { color: colours.line } },
    },
    series: [
      {
        name: TEXTS.leftOf,
        type: course.length < 3 ? 'bar' : 'line',
        step: 'end',
        barMaxWidth: 48,
        showSymbol: false,
        data: course.map((one) => one.left),
        itemStyle: { color: colours.accent },
        areaStyle: { color: colours.accent, opacity: 0.12 },
      },
    ],
  };
}

function Course({ course, currency, label }: { course: readonly BudgetDay[]; currency: string; label: string }) {
  const days = course.filter(({ used }) => used !== 0).toReversed();
  if (days.length === 0) return <p>{TEXTS.noUse}</p>;
  return (
    <table className="plain-table" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{TEXTS.day}</th>
          <th scope="col">{TEXTS.used}</th>
          <th scope="col">{TEXTS.leftOf}</th>
        </tr>
      </thead>
      <tbody>
        {days.map(({ day, used, left }) => (
          <tr key={day}>
            <td>{day}</td>
            <td>
              <Money amount={used} currency={currency} />
            </td>
            <td>
              <Money amount={left} currency={currency} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
