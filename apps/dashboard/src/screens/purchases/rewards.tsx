import type { Shown } from '../../api/client';
import { Badge, type Tone } from '../../components/badge';
import { Money } from '../../components/money';
import { Section } from '../../components/page';
import { Person } from '../../components/person';
import { Time } from '../../components/time';
import { PURCHASE } from '../../texts/purchases';

const TEXTS = PURCHASE.rewards;
const TONES: Record<string, Tone> = {
  granted: 'waiting',
  available: 'good',
  paid: 'good',
  reversed: 'neutral',
  clawed_back: 'bad',
};

export function Rewards({ purchase }: { purchase: Shown['PurchaseShown'] }) {
  const { rewards, rewardsCount, withheld, withheldCount } = purchase;
  return (
    <Section title={TEXTS.title}>
      {rewards.length + withheld.length === 0 && <p>{TEXTS.none}</p>}
      <ul className="lines">
        {rewards.map((reward) => (
          <Granted key={reward.rewardId} reward={reward} />
        ))}
        {withheld.map(({ campaignId, role, recipient, amount, currency, code, blockedBy }) => (
          <li key={`${campaignId} ${role} ${recipient.value}`} className="reward">
            <span>
              <Person identifier={recipient} /> <span className="quiet">({TEXTS.role[role]})</span>
            </span>
            <span className="reward-amount quiet">
              <Money amount={amount} currency={currency} />
            </span>
            <span>
              <Badge tone="waiting">{TEXTS.withheld[code]}</Badge>{' '}
              <span className="quiet">
                <bdi>{campaignId}</bdi>, <bdi>{blockedBy}</bdi>
              </span>
            </span>
          </li>
        ))}
      </ul>
      {rewards.length < rewardsCount && <p className="hint">{TEXTS.shownOf(rewards.length, rewardsCount)}</p>}
      {withheld.length < withheldCount && <p className="hint">{TEXTS.shownOf(withheld.length, withheldCount)}</p>}
    </Section>
  );
}

function Granted({ reward }: { reward: Shown['PurchaseRewardShown'] }) {
  const { campaignId, role, recipient, amount, currency, state, availableAt, clawsBack } = reward;
  return (
    <li className="reward">
      <span>
        <Person identifier={recipient} /> <span className="quiet">({TEXTS.role[role]})</span>
      </span>
      <span className="reward-amount">
        <Money amount={amount} currency={currency} />
      </span>
      <span>
        <Badge tone={clawsBack === undefined ? TONES[state] : 'bad'}>
          {clawsBack === undefined ? (TEXTS.state[state] ?? state) : TEXTS.clawback}
        </Badge>{' '}
        <bdi className="quiet">{campaignId}</bdi>
        {state === 'granted' && (
          <span className="quiet">
            ,{' '}
            {availableAt === null ? (
              TEXTS.onHold
            ) : (
              <>
                {TEXTS.until} <Time at={availableAt} />
              </>
            )}
          </span>
        )}
      </span>
    </li>
  );
}
