import { useMemo } from 'react';
import type { Shown } from '../../api/client';
import { Chart, type Colours } from '../../components/chart';
import { Figure } from '../../components/figure';
import { Wide } from '../../components/wide';
import { LAB } from '../../texts/lab';
import { GRID, legend, nameAxis, seriesColours, valueAxis } from './axes';
import { channelText, conversionsText } from './numbers';

const TEXTS = LAB.channels;
const WHOLE = 1_000_000;
/** More bars are not told apart; the table has all. */
const DRAWN_MAX = 12;

type Report = Shown['ScenarioReportShown'];

interface Row {
  channel: string | null;
  currency: string;
  /** Millionths of purchases: as recorded, then in each scenario. */
  conversions: number[];
}

/** How many purchases each channel gets, as recorded and in each scenario. */
export function ChannelsBeside({ reports }: { reports: readonly Report[] }) {
  const { rows, names, drawn, option } = useMemo(() => {
    const all = rowsOf(reports);
    const first = all.slice(0, DRAWN_MAX);
    const titles = [LAB.recorded, ...reports.map(({ name }) => name)];
    return {
      rows: all,
      names: titles,
      drawn: first,
      option: (colours: Colours) => optionOf(first, titles, colours),
    };
  }, [reports]);
  return (
    <Figure
      title={TEXTS.title}
      picture={
        <Chart label={TEXTS.label} option={option} height={6 + drawn.length * Math.max(1.6, names.length * 0.8)} />
      }
      table={
        <Wide label={TEXTS.title}>
          <table className="plain-table" aria-label={TEXTS.title}>
            <thead>
              <tr>
                <th scope="col">{TEXTS.channel}</th>
                <th scope="col">{TEXTS.currency}</th>
                {names.map((name) => (
                  <th scope="col" key={name}>
                    <bdi>{name}</bdi>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ channel, currency, conversions }) => (
                <tr key={JSON.stringify([channel, currency])}>
                  <td>
                    <bdi>{channelText(channel)}</bdi>
                  </td>
                  <td>{currency}</td>
                  {names.map((name, index) => (
                    <td key={name}>{conversionsText(conversions[index]!)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      }
    />
  );
}

function rowsOf(reports: readonly Report[]): Row[] {
  const rows = new Map<string, Row>();
  reports.forEach(({ channels }, index) => {
    for (const { channel, currency, now, then } of channels) {
      const key = JSON.stringify([channel, currency]);
      const none = Array.from({ length: reports.length + 1 }, () => 0);
      const row = rows.get(key) ?? { channel, currency, conversions: none };
      row.conversions[0] = now.conversions;
      row.conversions[index + 1] = then.conversions;
      rows.set(key, row);
    }
  });
  const most = ({ conversions }: Row) => Math.max(...conversions);
  return [...rows.values()].sort((a, b) => most(b) - most(a));
}

function optionOf(rows: readonly Row[], names: readonly string[], colours: Colours) {
  const currencies = new Set(rows.map(({ currency }) => currency));
  const labels = rows.map(({ channel, currency }) =>
    currencies.size > 1 ? `${channelText(channel)} (${currency})` : channelText(channel),
  );
  return {
    grid: GRID,
    color: seriesColours(colours),
    legend: legend(colours),
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      valueFormatter: (value: number) => value.toLocaleString(),
    },
    xAxis: valueAxis(colours),
    yAxis: nameAxis(colours, labels),
    series: names.map((name, index) => ({
      // Of two scenarios with one name each is drawn.
      id: String(index),
      name,
      type: 'bar',
      barMaxWidth: 14,
      data: rows.map(({ conversions }) => conversions[index]! / WHOLE),
    })),
  };
}
