import type { ReactNode } from 'react';
import type { Shown } from '../../api/client';
import { Money } from '../../components/money';
import { Person } from '../../components/person';
import { OrderLink } from '../../components/order-link';
import { MERGES, PREVIEW } from '../../texts/merges';
import { PURCHASES } from '../../texts/purchases';

type PreviewShown = Shown['PreviewShown'];
type Reward = Shown['RewardChangeShown'];

/** What a merge, or taking one back, would change: first as sums, then as lists. */
export function Preview({ preview }: { preview: PreviewShown }) {
  const { refused, identifiersMoved, parts, heldBy, purchases, budgets, effects, refusedMeanwhile } = preview;
  const { sums } = PREVIEW;
  const all = (of: 'lost' | 'gained') => purchases.flatMap(({ rewards }) => rewards[of]);
  return (
    <div className="section" aria-label={PREVIEW.title} role="group">
      {refused !== null && (
        <div className="problem">
          <p className="empty-title">{PREVIEW.refused}</p>
          <p>
            {MERGES.refusals[refused]} <code>{refused}</code>
          </p>
        </div>
      )}
      <dl className="sums">
        <Sum name={sums.people}>{identifiersMoved.length}</Sum>
        <Sum name={sums.purchases}>{effects.purchasesReevaluated}</Sum>
        <Sum name={sums.lost}>
          {effects.rewardsReversed}
          <RewardSums rewards={all('lost')} />
        </Sum>
        <Sum name={sums.gained}>
          {effects.rewardsGranted}
          <RewardSums rewards={all('gained')} />
        </Sum>
        <Sum name={sums.budgets}>{budgets.length}</Sum>
      </dl>
      <h3>{PREVIEW.people}</h3>
      {parts.length > 1 ? (
        <>
          <p>{PREVIEW.split}</p>
          <ul className="lines">
            {parts.map(({ groupId, identifiers }, i) => (
              <li key={groupId}>
                <People identifiers={identifiers} />
                {i === 0 && <span className="quiet"> ({PREVIEW.keeps})</span>}
              </li>
            ))}
          </ul>
        </>
      ) : heldBy.length > 0 ? (
        <>
          <p>{PREVIEW.held}</p>
          <ul className="lines">
            {heldBy.map(({ edgeId, a, b, evidence }) => (
              <li key={edgeId}>
                <People identifiers={[a, b]} /> <span className="quiet">{MERGES.evidence[evidence.kind]}</span>
              </li>
            ))}
          </ul>
        </>
      ) : identifiersMoved.length > 0 ? (
        <p>
          <People identifiers={identifiersMoved} />
        </p>
      ) : (
        <p>{PREVIEW.nothing}</p>
      )}
      <h3>{PREVIEW.purchases}</h3>
      {purchases.length === 0 ? (
        <p>{PREVIEW.noPurchases}</p>
      ) : (
        <>
          {purchases.length < effects.purchasesReevaluated && (
            <p className="hint">{PREVIEW.purchasesOf(purchases.length, effects.purchasesReevaluated)}</p>
          )}
          <PurchasesTable purchases={purchases} />
        </>
      )}
      <h3>{PREVIEW.budgets}</h3>
      {budgets.length === 0 ? <p>{PREVIEW.noBudgets}</p> : <BudgetsTable budgets={budgets} />}
      {refusedMeanwhile.length > 0 && (
        <>
          <h3>{PREVIEW.meanwhile}</h3>
          <ul className="lines">
            {refusedMeanwhile.map(({ edge, refusedBecause, position }) => (
              <li key={`${position} ${refusedBecause}`}>
                <People identifiers={edge} /> <code>{refusedBecause}</code>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

export function Sum({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function People({ identifiers }: { identifiers: readonly Shown['IdentifierShown'][] }) {
  return identifiers.map((identifier, i) => (
    <span key={`${identifier.type} ${identifier.value} ${i}`}>
      {i > 0 && ' · '}
      <Person identifier={identifier} />
    </span>
  ));
}

/** Rewards may be in several currencies. */
export function RewardSums({ rewards }: { rewards: readonly Reward[] }) {
  const sums = new Map<string, number>();
  for (const { amount, currency } of rewards) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return [...sums].map(([currency, amount]) => <Money key={currency} amount={amount} currency={currency} />);
}

/** To whom credit goes: the first, and how many more. */
export function Credits({ credits, count }: { credits: readonly Shown['CreditShown'][]; count: number }) {
  const [first] = credits;
  if (first === undefined) return <span className="quiet">{PREVIEW.nobody}</span>;
  return (
    <>
      {PURCHASES.sources[first.source]}
      {first.referrer !== null && (
        <>
          {' '}
          <Person identifier={first.referrer} plain />
        </>
      )}
      {count > 1 && <span className="quiet"> {PREVIEW.more(count - 1)}</span>}
    </>
  );
}

function Rewards({ rewards, count }: { rewards: readonly Reward[]; count: number }) {
  if (count === 0) return <span className="quiet">{PREVIEW.same}</span>;
  return (
    <ul className="lines">
      {rewards.map(({ campaignId, role, recipient, touchpointId, amount, currency }) => (
        <li key={[campaignId, role, touchpointId, recipient.type, recipient.value].join(' ')}>
          <Money amount={amount} currency={currency} /> <Person identifier={recipient} plain />{' '}
          <bdi className="quiet">{campaignId}</bdi>
        </li>
      ))}
      {count > rewards.length && <li className="quiet">{PREVIEW.more(count - rewards.length)}</li>}
    </ul>
  );
}

function PurchasesTable({ purchases }: { purchases: PreviewShown['purchases'] }) {
  return (
    <div className="wide-table" tabIndex={0} role="region" aria-label={PREVIEW.purchases}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{PREVIEW.order}</th>
            <th scope="col">{PREVIEW.creditNow}</th>
            <th scope="col">{PREVIEW.creditThen}</th>
            <th scope="col">{PREVIEW.lost}</th>
            <th scope="col">{PREVIEW.gained}</th>
          </tr>
        </thead>
        <tbody>
          {purchases.map(({ orderId, credits, rewards }) => (
            <tr key={orderId}>
              <th scope="row">
                <OrderLink orderId={orderId} />
              </th>
              <td>
                <Credits credits={credits.now} count={credits.nowCount} />
              </td>
              <td>
                <Credits credits={credits.then} count={credits.thenCount} />
              </td>
              <td>
                <Rewards rewards={rewards.lost} count={rewards.lostCount} />
              </td>
              <td>
                <Rewards rewards={rewards.gained} count={rewards.gainedCount} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function BudgetsTable({ budgets }: { budgets: PreviewShown['budgets'] }) {
  return (
    <div className="wide-table" tabIndex={0} role="region" aria-label={PREVIEW.budgets}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{PREVIEW.campaign}</th>
            <th scope="col">{PREVIEW.window}</th>
            <th scope="col">{PREVIEW.now}</th>
            <th scope="col">{PREVIEW.then}</th>
          </tr>
        </thead>
        <tbody>
          {budgets.map(({ campaignId, window, currency, now, then }) => (
            <tr key={`${campaignId} ${window}`}>
              <th scope="row">
                <bdi>{campaignId}</bdi>
              </th>
              <td>{window}</td>
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
    </div>
  );
}
