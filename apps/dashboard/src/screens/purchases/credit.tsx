import type { Shown } from '../../api/client';
import { Bars } from '../../components/bars';
import { Figure } from '../../components/figure';
import { Person } from '../../components/person';
import { Section } from '../../components/page';
import { PURCHASE, PURCHASES } from '../../texts/purchases';

const TEXTS = PURCHASE.credit;
const WHOLE = 1_000_000;
const PERCENT = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 2 });

type Credited = Shown['CreditShown'];

export function Credit({ attribution }: { attribution: Shown['PurchaseShown']['attribution'] }) {
  if (attribution === null || attribution.credits.length === 0) {
    return (
      <Section title={TEXTS.title}>
        <p className="empty-title">{attribution === null ? TEXTS.undecided : TEXTS.none}</p>
        {attribution !== null && <p>{TEXTS.noneReason[attribution.reason ?? '']}</p>}
      </Section>
    );
  }
  const { credits } = attribution;
  return (
    <Figure
      title={TEXTS.title}
      picture={
        <Bars
          bars={credits.map((credit) => ({
            key: credit.touchpointId,
            label: <Visit credit={credit} />,
            share: credit.share / WHOLE,
            value: PERCENT.format(credit.share / WHOLE),
          }))}
        />
      }
      table={
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{TEXTS.visit}</th>
              <th scope="col">{TEXTS.share}</th>
            </tr>
          </thead>
          <tbody>
            {credits.map((credit) => (
              <tr key={credit.touchpointId}>
                <td>
                  <Visit credit={credit} />
                </td>
                <td>{PERCENT.format(credit.share / WHOLE)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
}

function Visit({ credit }: { credit: Credited }) {
  const { source, channel, campaign, referrer } = credit;
  const labels = [channel, campaign].filter((label) => label !== null);
  return (
    <>
      {PURCHASES.sources[source]}
      {labels.map((label) => (
        <span key={label} className="quiet">
          {' '}
          <bdi>{label}</bdi>
        </span>
      ))}
      {referrer !== null && (
        <>
          {' · '}
          <Person identifier={referrer} />
        </>
      )}
    </>
  );
}
