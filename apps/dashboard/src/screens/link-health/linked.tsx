import type { Shown } from '../../api/client';
import { Bars } from '../../components/bars';
import { Figure } from '../../components/figure';
import { LINK_HEALTH } from '../../texts/link-health';

const TEXTS = LINK_HEALTH.linked;
const VIAS = Object.keys(TEXTS.via) as (keyof typeof TEXTS.via)[];

/** By what purchases are linked or credited. */
export function Linked({ answers, all }: { answers: readonly Shown['LinkHealthShown'][]; all: number }) {
  const total = (count: (purchases: Shown['PurchaseCountsShown']) => number) =>
    answers.reduce((sum, { purchases }) => sum + count(purchases), 0);
  const rows = [
    ...VIAS.map((via) => ({ name: TEXTS.via[via], count: total(({ linked }) => linked[via]) })),
    { name: TEXTS.code, count: total(({ credited }) => credited.code) },
    { name: TEXTS.visit, count: total(({ credited }) => credited.visit) },
  ].filter(({ count }) => count > 0);
  return (
    <Figure
      title={TEXTS.title}
      picture={
        rows.length === 0 ? (
          <p>{TEXTS.none}</p>
        ) : (
          <Bars
            bars={rows.map(({ name, count }) => ({
              key: name,
              label: name,
              share: count / all,
              value: count.toLocaleString(),
            }))}
          />
        )
      }
      table={
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{TEXTS.title}</th>
              <th scope="col">{TEXTS.count}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, count }) => (
              <tr key={name}>
                <td>{name}</td>
                <td>{count.toLocaleString()}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
}
