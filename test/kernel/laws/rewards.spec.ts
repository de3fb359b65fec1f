import fc from 'fast-check';
import { Deciding } from '../../../libs/kernel/deciding';
import type { Decision } from '../../../libs/kernel/decisions';
import { outcomeOf } from '../../../libs/kernel/evaluation/outcome';
import { budgetKey, netOf, rewardKey, windowsOf } from '../../../libs/kernel/rewards/reward';
import type { MerchantWorld } from '../../../libs/kernel/world';
import { arrivingTwice } from '../support/arrivals';
import { operatorAsks, policyChanged } from '../support/builders';
import { outsideFacts, policyPatches, type FactOptions } from '../support/facts';
import {
  acts,
  beginning,
  campaigns,
  factOf,
  playRewards,
  REFERRED,
  rewardHistories,
  type RewardHistory,
} from '../support/reward-histories';
import { Simulation } from '../support/simulation';
import { HISTORY_END, MERCHANT, orderIdOf, WITHOUT_GUARD_RAILS } from '../support/universe';
import { newestWorld } from '../support/worlds';

const RUNS = { numRuns: 60 };
const SHARED: Partial<FactOptions> = {
  identifiers: 'shared',
  people: 4,
  orders: 6,
  versionsAgree: false,
  claimsMax: 12,
};
const both = fc.oneof(rewardHistories(true), rewardHistories(true, SHARED));

/** Leaves zeros out, so that "never used" and "given back" compare as equal. */
function nonZero(sums: Iterable<[string, number]>): Record<string, number> {
  return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function summed(parts: Iterable<[string, number]>): Record<string, number> {
  const sums = new Map<string, number>();
  for (const [key, part] of parts) sums.set(key, (sums.get(key) ?? 0) + part);
  return nonZero(sums);
}

/** The sum of the entries of every key of every order. */
function* netsOf(merchant: MerchantWorld) {
  for (const { orderId, rewards } of merchant.rewards.orders.values()) {
    for (const key of new Set(rewards.map((reward) => reward.key))) {
      const { campaignId, recipient } = rewards.find((reward) => reward.key === key)!;
      yield { orderId, campaignId, recipient: recipient.id, net: netOf(rewards, key) };
    }
  }
}

function moneyOf({ type, data }: Decision): [string, number][] {
  if (type === 'RewardGranted' || type === 'RewardClawedBack')
    return [[`${data.orderId} ${rewardKey(data)}`, data.amount]];
  return type === 'RewardReversed' ? [[`${data.orderId} ${rewardKey(data)}`, -data.amount]] : [];
}

describe('conservation', () => {
  it('the live rewards of a purchase are the desired ones less the withheld ones', () => {
    fc.assert(
      fc.property(both, (history) => {
        const shop = playRewards(history);
        const merchant = shop.merchant();
        const fact = operatorAsks(0);
        const asking = { id: 'asking', position: shop.played.length, recordedAt: shop.now, fact };
        for (const purchase of merchant.purchases.rows.values()) {
          const { rewards, withheld } = merchant.rewards.of(purchase.orderId);
          const desired = purchase.evaluated
            ? outcomeOf(new Deciding(shop.world.partition, merchant, asking), purchase).desired.rewards
            : [];
          const keys = new Set([...rewards.map(({ key }) => key), ...withheld.map(({ key }) => key)]);
          for (const reward of desired) keys.add(rewardKey(reward));
          for (const key of keys) {
            const wanted = desired.find((reward) => rewardKey(reward) === key)?.amount ?? 0;
            const missing = withheld.find((entry) => entry.key === key)?.amount ?? 0;
            expect(netOf(rewards, key)).toBe(wanted - missing);
          }
        }
      }),
      RUNS,
    );
  });

  it('the events of a reward sum to its net, and nobody owes more than they received', () => {
    fc.assert(
      fc.property(both, (history) => {
        const shop = playRewards(history);
        const parts = shop.played.flatMap(({ recorded: { fact }, decisions }) => {
          if (fact.type !== 'RewardPaymentRecorded' || decisions.length === 0) return decisions.flatMap(moneyOf);
          // Money had moved for a reversed reward: it counts again, and is clawed back.
          const [clawback] = decisions.flatMap(moneyOf) as [[string, number]];
          return [clawback, [clawback[0], -clawback[1]] as [string, number]];
        });
        const rewards = [...shop.merchant().rewards.orders.values()].flatMap((order) => order.rewards);
        const nets = rewards.map((reward): [string, number] => {
          return [`${reward.orderId} ${reward.key}`, reward.state === 'reversed' ? 0 : reward.amount];
        });
        expect(summed(parts)).toEqual(summed(nets));
        for (const { rewardId, amount, state } of rewards) {
          const back = rewards.filter(({ clawsBack }) => clawsBack === rewardId);
          const backSum = back.reduce((sum, entry) => sum - entry.amount, 0);
          expect(backSum).toBeLessThanOrEqual(state === 'paid' ? amount : 0);
        }
      }),
      RUNS,
    );
  });

  it('no budget is ever exceeded, and its used amount is the sum of the rewards', () => {
    fc.assert(
      fc.property(both, (history) => {
        playRewards(history, (shop) => {
          const merchant = shop.merchant();
          const nets = [...netsOf(merchant)];
          const byWindow = nets.flatMap(({ orderId, campaignId, net }) => {
            const windows = windowsOf(merchant.purchases.get(orderId).firstRecordedAt);
            return Object.values(windows).map((window): [string, number] => [budgetKey(campaignId, window), net]);
          });
          const used = [...merchant.rewards.budgetUsage.keys()].map((key): [string, number] => [
            key,
            merchant.rewards.budgetUsage.get(key)!,
          ]);
          expect(nonZero(used)).toEqual(summed(byWindow));
          for (const [key, sum] of used) {
            const [campaignId, window] = key.split(' ') as [string, string];
            const limit = history.campaigns.limitsOf
              .get(campaignId)!
              .budgets.find((budget) => budget.window === window);
            expect(sum).toBeGreaterThanOrEqual(0);
            expect(sum).toBeLessThanOrEqual(limit?.amount ?? Infinity);
          }
          const capsUsed = [...merchant.rewards.capUsage.keys()].flatMap((recipient) => {
            return [...merchant.rewards.capUsage.get(recipient)!].flatMap(
              ([campaignId, { count, amount }]): [string, number][] => [
                [`${recipient} ${campaignId} count`, count],
                [`${recipient} ${campaignId} amount`, amount],
              ],
            );
          });
          const byRecipient = nets.flatMap(({ campaignId, recipient, net }): [string, number][] => [
            [`${recipient} ${campaignId} count`, Number(net > 0)],
            [`${recipient} ${campaignId} amount`, net],
          ]);
          expect(nonZero(capsUsed)).toEqual(summed(byRecipient));
        });
      }),
      { numRuns: 30 },
    );
  });

  it('a grant never exceeds a cap of the group that gets it', () => {
    fc.assert(
      fc.property(both, (history) => {
        playRewards(history, (shop) => {
          const merchant = shop.merchant();
          for (const { type, data } of shop.played.at(-1)!.decisions) {
            if (type !== 'RewardGranted') continue;
            const caps = history.campaigns.limitsOf.get(data.campaignId)!.caps;
            const group = merchant.identities.groupOf(data.recipient.id);
            const ofGroup = [...netsOf(merchant)].filter(({ campaignId, recipient }) => {
              return campaignId === data.campaignId && merchant.identities.groupOf(recipient) === group;
            });
            const amount = ofGroup.reduce((sum, { net }) => sum + net, 0);
            expect(amount).toBeLessThanOrEqual(caps?.amount ?? Infinity);
            expect(ofGroup.filter(({ net }) => net > 0).length).toBeLessThanOrEqual(caps?.count ?? Infinity);
          }
        });
      }),
      { numRuns: 30 },
    );
  });
});

describe('convergence without budgets and caps', () => {
  /** Net live rewards, with each recipient as its group. */
  function rewardsAsGroups(shop: Simulation): Record<string, number> {
    const merchant = shop.merchant();
    const groupName = (id: string) => {
      const members = merchant.identities.identifiers.get(id)
        ? merchant.identities.members.get(merchant.identities.groupOf(id))
        : [id];
      return [...members].sort()[0];
    };
    const rewards = [...merchant.rewards.orders.values()].flatMap((order) => order.rewards);
    return summed(
      rewards.map(({ orderId, recipient, amount, state, ...key }) => {
        const { campaignId, campaignVersion, rewardIndex, role, touchpointId } = key;
        const name = [orderId, campaignId, campaignVersion, rewardIndex, role, touchpointId, groupName(recipient.id)];
        return [name.join(' '), state === 'reversed' ? 0 : amount];
      }),
    );
  }

  function expectConvergence(options: Partial<FactOptions>, fixed: object): void {
    const twice = fc.record({
      policy: policyPatches.map((patch) => ({ ...patch, ...fixed })),
      campaigns: campaigns(false),
      twice: arrivingTwice(outsideFacts({ ...REFERRED, ...options })),
      paying: fc.tuple(acts(['pay', 'ask'], 20), acts(['pay', 'ask'], 20)),
    });
    fc.assert(
      fc.property(twice, ({ twice: [once, again], paying, ...history }) => {
        const first = playRewards({ ...history, arrivals: once, acts: paying[0] });
        const second = playRewards({ ...history, arrivals: again, acts: paying[1] });
        expect(rewardsAsGroups(second)).toEqual(rewardsAsGroups(first));
      }),
      RUNS,
    );
  }

  it('arrival order and payment times do not matter among people who use only their own identifiers', () => {
    expectConvergence({}, {});
  });

  it('arrival order does not matter among people who share everything, if no guard rail refuses', () => {
    expectConvergence({ identifiers: 'shared', people: 4, assertionsMax: 6 }, WITHOUT_GUARD_RAILS);
  });
});

describe('idempotence', () => {
  it('another evaluation finds nothing to take back, to grant or to withhold', () => {
    fc.assert(
      fc.property(both, (history) => {
        const shop = playRewards(history);
        for (let order = 0; order < 12; order++) {
          if (!shop.merchant().purchases.get(orderIdOf(order % 6))?.evaluated) continue;
          shop.record(operatorAsks(order % 6), shop.now, `again-${order}`);
          shop.finish();
          const types = shop.played.at(-1)!.decisions.map(({ type }) => type);
          expect(types.filter((type) => type !== 'ConditionFailed')).toEqual(['EvaluationConfirmed']);
        }
      }),
      RUNS,
    );
  });
});

describe('a change of a campaign today', () => {
  /** Decisions with `act`, or without it, before each arrival from `today` on; no purchase is new after `today`. */
  function ledgerWith(history: RewardHistory, today: number, isDone: boolean): Decision[] {
    const shop = new Simulation(newestWorld(3, new Set()));
    for (const fact of beginning(history)) shop.record(fact, HISTORY_END, `beginning-${shop.played.length}`);
    const recorded = new Set<string>();
    history.arrivals.forEach(({ fact, recordedAt, id }, i) => {
      for (const act of history.acts.filter(({ after }) => i >= today && after === i)) {
        const done = isDone ? factOf(act, shop.merchant(), history.campaigns)! : policyChanged({}, MERCHANT);
        shop.record(done, recordedAt, `act-${shop.played.length}`);
      }
      if (fact.type === 'PurchaseRecorded') {
        if (i >= today && !recorded.has(fact.data.orderId)) return;
        recorded.add(fact.data.orderId);
      }
      shop.record(fact, recordedAt, id);
    });
    return shop.finish().decisions.filter(({ type }) => type !== 'CampaignRefused');
  }

  it('changes no decision on a purchase first recorded yesterday', () => {
    const changes = rewardHistories(true, {}, ['publish', 'pause', 'resume', 'archive']);
    fc.assert(
      fc.property(changes, fc.nat(15), (history, today) => {
        // Positions count, so another fact is recorded in place of the act.
        expect(ledgerWith(history, today, true)).toEqual(ledgerWith(history, today, false));
      }),
      RUNS,
    );
  });
});
