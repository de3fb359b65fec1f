import { useCallback } from 'react';
import { Chart, type Colours } from '../../components/chart';
import { type Column, DataTable } from '../../components/data-table';
import { Figure } from '../../components/figure';
import { LINK_HEALTH } from '../../texts/link-health';
import { type Bucket, percentOf, percentText } from './times';

const TEXTS = LINK_HEALTH.course;

const withPercent = (part: number, whole: number) =>
  `${part.toLocaleString()} (${percentText(percentOf(part, whole))})`;

const COLUMNS: readonly Column<Bucket>[] = [
  { id: 'time', header: TEXTS.columns.time, cell: ({ label }) => label, width: 'minmax(12rem, 1fr)' },
  { id: 'all', header: TEXTS.columns.purchases, cell: ({ all }) => all.toLocaleString(), isNumber: true },
  {
    id: 'covered',
    header: TEXTS.columns.covered,
    cell: ({ covered, all }) => withPercent(covered, all),
    width: 'minmax(11rem, 1fr)',
    isNumber: true,
  },
  {
    id: 'judged',
    header: TEXTS.columns.judged,
    cell: ({ judged }) => judged.toLocaleString(),
    width: 'minmax(9rem, 1fr)',
    isNumber: true,
  },
  {
    id: 'mismatched',
    header: TEXTS.columns.mismatched,
    cell: ({ mismatched, judged }) => withPercent(mismatched, judged),
    width: 'minmax(9rem, 1fr)',
    isNumber: true,
  },
];

export function Course({ buckets, alertPercent }: { buckets: readonly Bucket[]; alertPercent: number }) {
  const option = useCallback(
    (colours: Colours) => {
      const line = (name: string, colour: string, data: (number | null)[], type: string) => ({
        ...{
          type: 'line',
          name,
          data,
          showSymbol: type === 'solid',
          showAllSymbol: true,
          symbol: 'circle',
          symbolSize: 7,
        },
        ...{ lineStyle: { color: colour, width: 2, type }, itemStyle: { color: colour } },
      });
      const axis = { axisLabel: { color: colours['text-quiet'], hideOverlap: true } };
      return {
        grid: { left: 8, right: 16, top: 60, bottom: 8, containLabel: true },
        legend: { top: 0, left: 0, textStyle: { color: colours.text } },
        tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => percentText(value as number | null) },
        xAxis: { type: 'category', data: buckets.map(({ mark }) => mark), ...axis },
        yAxis: {
          ...{ type: 'value', min: 0, max: 100, splitLine: { lineStyle: { color: colours.line } } },
          axisLabel: { color: colours['text-quiet'], formatter: '{value} %' },
        },
        series: [
          line(
            TEXTS.coverage,
            colours.accent,
            buckets.map(({ covered, all }) => percentOf(covered, all)),
            'solid',
          ),
          line(
            TEXTS.mismatch,
            colours.bad,
            buckets.map(({ mismatched, judged }) => percentOf(mismatched, judged)),
            'solid',
          ),
          line(
            TEXTS.alert,
            colours.waiting,
            buckets.map(() => alertPercent),
            'dashed',
          ),
        ],
      };
    },
    [buckets, alertPercent],
  );
  return (
    <Figure
      title={TEXTS.title}
      picture={<Chart label={TEXTS.picture(buckets[0]?.label ?? '', buckets.at(-1)?.label ?? '')} option={option} />}
      table={<DataTable label={TEXTS.title} columns={COLUMNS} rows={buckets} keyOf={({ from }) => from} />}
    />
  );
}
