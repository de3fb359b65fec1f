import type { Shown } from '../../api/client';
import { useRead } from '../../api/queries';
import { Loading } from '../../components/loading';
import { Money } from '../../components/money';
import { Problem } from '../../components/problem';
import { MONEY } from '../../texts/money';

const TEXTS = MONEY.totals;
const AGAIN_MS = 30_000;
const ORDER = ['granted', 'available', 'paid', 'clawed_back', 'withheld', 'reversed'] as const;

/** What is held, can be paid, was paid, is owed back and waits, in each currency. */
export function Totals({ campaignId }: { campaignId: string | undefined }) {
  const { data, error, refetch } = useRead(
    ['reward totals', campaignId],
    (api, signal) => api.GET('/v1/rewards/totals', { params: { query: { campaignId } }, signal }),
    { everyMs: AGAIN_MS },
  );
  if (data === undefined) {
    return error === null ? <Loading /> : <Problem error={error} again={() => void refetch()} />;
  }
  if (data.totals.length === 0) return <p className="quiet">{TEXTS.none}</p>;
  return (
    <section className="card" aria-label={TEXTS.title}>
      <dl className="facts">
        {sorted(data.totals).map(({ state, currency, count, amount }) => (
          <div key={`${state} ${currency}`}>
            <dt>{MONEY.state[state]}</dt>
            <dd className="total">
              <Money amount={amount} currency={currency} />
              <span className="hint"> {TEXTS.count(count)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function sorted(totals: readonly Shown['RewardTotalShown'][]): Shown['RewardTotalShown'][] {
  return totals.toSorted((a, b) => {
    const byCurrency = a.currency < b.currency ? -1 : Number(a.currency > b.currency);
    return byCurrency || ORDER.indexOf(a.state) - ORDER.indexOf(b.state);
  });
}
