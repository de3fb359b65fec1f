import { useCallback } from 'react';
import type { Shown } from '../../api/client';
import { Chart, type Colours } from '../../components/chart';
import { Figure } from '../../components/figure';
import { Money } from '../../components/money';
import { Wide } from '../../components/wide';
import { LAB } from '../../texts/lab';
import { seriesColours } from './axes';
import { channelText, conversionsText } from './numbers';

const TEXTS = LAB.moved;
const DRAWN_MAX = 30;

type Flow = Shown['MovedCreditShown'];

/** From which channels credit goes to which. */
export function Moved({ flows }: { flows: readonly Flow[] }) {
  const option = useCallback((colours: Colours) => optionOf(flows.slice(0, DRAWN_MAX), colours), [flows]);
  if (flows.length === 0) return <p className="quiet">{TEXTS.none}</p>;
  return (
    <>
      <Figure
        title={TEXTS.title}
        picture={
          <Chart
            label={TEXTS.label(flows.length)}
            option={option}
            height={Math.min(32, 10 + Math.min(flows.length, DRAWN_MAX) * 1.5)}
          />
        }
        table={
          <Wide label={TEXTS.title}>
            <table className="plain-table" aria-label={TEXTS.title}>
              <thead>
                <tr>
                  <th scope="col">{TEXTS.from}</th>
                  <th scope="col">{TEXTS.to}</th>
                  <th scope="col">{TEXTS.conversions}</th>
                  <th scope="col">{TEXTS.value}</th>
                </tr>
              </thead>
              <tbody>
                {flows.map(({ from, to, currency, conversions, value }) => (
                  <tr key={JSON.stringify([from, to, currency])}>
                    <td>
                      <bdi>{channelText(from)}</bdi>
                    </td>
                    <td>
                      <bdi>{channelText(to)}</bdi>
                    </td>
                    <td>{conversionsText(conversions)}</td>
                    <td>
                      <Money amount={value} currency={currency} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Wide>
        }
      />
      {flows.length > DRAWN_MAX && <p className="hint">{TEXTS.first(DRAWN_MAX, flows.length)}</p>}
    </>
  );
}

/** Each channel is there twice: where credit comes from, and where it goes. */
function optionOf(flows: readonly Flow[], colours: Colours) {
  const palette = seriesColours(colours);
  const colourOf = new Map<string | null, string>();
  const nodes = new Map<string, object>();
  const node = (side: 'from' | 'to', channel: string | null) => {
    const name = `${side} ${JSON.stringify(channel)}`;
    if (!colourOf.has(channel)) colourOf.set(channel, palette[(colourOf.size + 1) % palette.length]!);
    // A function, since braces in a text would stand for something.
    const label = { formatter: () => channelText(channel), position: side === 'from' ? 'right' : 'left' };
    nodes.set(name, { name, text: channelText(channel), label, itemStyle: { color: colourOf.get(channel) } });
    return name;
  };
  // A flow in two currencies is one here.
  const sums = new Map<string, { source: string; target: string; value: number; text: string }>();
  for (const { from, to, conversions } of flows) {
    const key = JSON.stringify([from, to]);
    const value = (sums.get(key)?.value ?? 0) + conversions;
    const text = `${channelText(from)} → ${channelText(to)}: ${conversionsText(value)}`;
    sums.set(key, { source: node('from', from), target: node('to', to), value, text });
  }
  return {
    tooltip: {
      trigger: 'item',
      formatter: ({ data }: { data: { text: string } }) => data.text,
    },
    series: [
      {
        type: 'sankey',
        left: 8,
        right: 8,
        top: 8,
        bottom: 8,
        draggable: false,
        nodeGap: 14,
        emphasis: { focus: 'adjacency' },
        label: { color: colours.text, width: 150, overflow: 'truncate' },
        lineStyle: { color: 'source', opacity: 0.35 },
        data: [...nodes.values()],
        links: [...sums.values()],
      },
    ],
  };
}
