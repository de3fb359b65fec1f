/** The laws of what-if over arbitrary histories: it changes nothing by itself, and foretells what would have been. */
import fc from 'fast-check';
import type { CampaignPublished, CodeReleased, Fact } from '../../libs/kernel/facts';
import type { PolicyPatch } from '../../libs/kernel/policy';
import { budgetKey } from '../../libs/kernel/rewards/reward';
import { compareMerchant } from '../../libs/what-if/compare';
import { FirstOf } from '../../libs/what-if/first-of';
import { purchasesInBoth } from '../../libs/what-if/purchase-changes';
import { changesNothing, reportOf } from '../../libs/what-if/report';
import type { Scenario, ScenarioCode } from '../../libs/what-if/scenario';
import type { Outcome, WhatIf } from '../../libs/what-if/what-if';
import { codeAssigned } from '../kernel/support/builders';
import { policyPatches } from '../kernel/support/facts';
import { groupsOf } from '../kernel/support/outcome';
import { ALL_ACTS, campaigns, playRewards, rewardHistories, type Does } from '../kernel/support/reward-histories';
import { Simulation, type Played } from '../kernel/support/simulation';
import { customer, MERCHANT } from '../kernel/support/universe';
import { NOTHING, whatIf, whatIfWith } from './run';

const RUNS = { numRuns: 60, endOnFailure: true };
const histories = fc.oneof(
  rewardHistories(true, {}, [...ALL_ACTS, 'rates', 'policy']),
  rewardHistories(true, { identifiers: 'shared', versionsAgree: false }, [...ALL_ACTS, 'rates', 'policy']),
);

it('a scenario that changes nothing reports nothing', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const { played } = playRewards(history);
      const run = whatIf(played, NOTHING);
      const report = compareMerchant(MERCHANT, run.recorded, run.scenarios[0]!, () => {
        throw new Error('a purchase changed');
      });
      expect(changesNothing(reportOf('nothing', [report]))).toBe(true);
      for (const { before, points } of report.budgetUse)
        for (const { now, then } of [before, ...points]) expect(then).toBe(now);
    }),
    RUNS,
  );
});

it('the use of a budget over time adds up to what its campaign used, in both courses', () => {
  let seen = 0;
  fc.assert(
    fc.property(histories, (history) => {
      const { played } = playRewards(history);
      const run = whatIf(played, { ...NOTHING, policy: { model: 'linear', lookbackDays: 1 } });
      const { budgetUse } = compareMerchant(MERCHANT, run.recorded, run.scenarios[0]!, () => undefined);
      for (const { campaignId, before, points } of budgetUse) {
        const used = { ...before };
        for (const { now, then } of points) {
          used.now += now;
          used.then += then;
        }
        const usedIn = ({ world }: Outcome) => world.merchant(MERCHANT).rewards.usedOf(budgetKey(campaignId, 'total'));
        expect(used).toEqual({ now: usedIn(run.recorded), then: usedIn(run.scenarios[0]!) });
        seen++;
      }
    }),
    RUNS,
  );
  expect(seen).toBeGreaterThan(0);
});

/** Facts that name nothing that the engine made, so that they can be told again under other rules. */
const TOLD_AGAIN: readonly Does[] = [
  'change',
  'change',
  'merge',
  'pause',
  'resume',
  'publish',
  'ask',
  'rates',
  'policy',
];

interface Changes {
  policy: PolicyPatch;
  changed: CampaignPublished[];
  added: CampaignPublished | null;
  removed: string[];
  codes: ScenarioCode[];
}

const changes: fc.Arbitrary<Changes> = fc
  .record({
    policy: policyPatches,
    campaigns: campaigns(true).map(({ first }) => first),
    keeps: fc.subarray(['a', 'b', 'c']),
    adds: fc.boolean(),
    removed: fc.subarray(['a', 'b'], { maxLength: 1 }),
    codes: fc.subarray<ScenarioCode>([
      { code: 'ANNA', assigned: { owner: customer(2), channel: 'others' } },
      { code: 'BEN', assigned: null },
      { code: 'NOBODYS', assigned: { owner: customer(0) } },
    ]),
  })
  .map(({ policy, campaigns: drafts, keeps, adds, removed, codes }) => ({
    policy,
    codes,
    changed: drafts.filter(({ campaignId }) => keeps.includes(campaignId)),
    added: adds && drafts.length > 0 ? { ...drafts[0]!, campaignId: 'new' } : null,
    removed,
  }));

function scenarioOf({ policy, changed, added, removed, codes }: Changes, played: readonly Played[]): Scenario {
  const known = new Set(
    played.flatMap(({ recorded: { fact } }) => (fact.type === 'CampaignPublished' ? [fact.data.campaignId] : [])),
  );
  const drafts = [...changed, ...(added === null ? [] : [added])];
  return {
    name: 'changed',
    policy,
    campaigns: drafts.map((definition) => ({ definition, replaces: known.has(definition.campaignId) })),
    removedCampaigns: removed,
    codes,
  };
}

/** The same outside facts told to a shop that had the other rules from its registration on. */
function live(
  played: readonly Played[],
  { policy, campaigns: drafts, removedCampaigns, codes = [] }: Scenario,
): Simulation {
  const shop = new Simulation();
  const publishedOnce = new Set<string>();
  for (const { recorded } of played) {
    const { fact, recordedAt, id } = recorded;
    const tell = (told: Fact) => shop.record(told, recordedAt, id);
    if (fact.type === 'RewardEvaluationRequested' && fact.data.requestedBy === 'timer') continue;
    if (fact.type === 'MerchantRegistered') {
      tell({ ...fact, data: { ...fact.data, policy: { ...fact.data.policy, ...policy } } });
      for (const { definition, replaces } of drafts) {
        const data = { ...definition, merchantId: MERCHANT };
        if (!replaces) shop.record({ type: 'CampaignPublished', data }, recordedAt, `new ${definition.campaignId}`);
      }
      for (const { code, assigned } of codes) {
        if (assigned !== null) shop.record(codeAssigned(code, assigned.owner, assigned), recordedAt, `code ${code}`);
      }
      continue;
    }
    if (fact.type === 'PolicyChanged') {
      tell({ ...fact, data: { ...fact.data, policy: { ...fact.data.policy, ...policy } } });
      continue;
    }
    if ('code' in fact.data && codes.some(({ code }) => code === (fact.data as CodeReleased).code)) continue;
    const campaignId = 'campaignId' in fact.data ? fact.data.campaignId : null;
    if (campaignId !== null && removedCampaigns.includes(campaignId)) continue;
    const draft = drafts.find(({ definition, replaces }) => replaces && definition.campaignId === campaignId);
    if (fact.type === 'CampaignPublished' && draft !== undefined) {
      if (publishedOnce.has(campaignId!)) continue;
      publishedOnce.add(campaignId!);
      tell({ type: 'CampaignPublished', data: { ...draft.definition, merchantId: MERCHANT } });
      continue;
    }
    tell(fact);
  }
  return shop.finish();
}

it('foretells what the same change made live from the start would have led to', () => {
  const told = fc.oneof(
    rewardHistories(true, {}, TOLD_AGAIN),
    rewardHistories(true, { identifiers: 'shared', versionsAgree: false }, TOLD_AGAIN),
  );
  fc.assert(
    fc.property(told, changes, (history, change) => {
      const { played } = playRewards(history);
      const scenario = scenarioOf(change, played);
      const foretold = whatIf(played, scenario).scenarios[0]!.world.merchant(MERCHANT);
      const shop = live(played, scenario).merchant();
      expect([...purchasesInBoth(shop, foretold)].filter(({ change }) => change !== null)).toEqual([]);
      expect(groupsOf(foretold)).toEqual(groupsOf(shop));
      expect([...foretold.rewards.budgetUsage.keys()].length).toBe([...shop.rewards.budgetUsage.keys()].length);
    }),
    RUNS,
  );
});

it('courses that keep few rows in memory tell the same as those that keep all', () => {
  fc.assert(
    fc.property(histories, changes, fc.constantFrom(0, 5, 30), (history, change, hotRowsMax) => {
      const { played } = playRewards(history);
      const scenario = scenarioOf(change, played);
      const told = (run: WhatIf) => {
        const first = new FirstOf<unknown>(3);
        const report = compareMerchant(MERCHANT, run.recorded, run.scenarios[0]!, (one, at) => first.add(one, at));
        run.close();
        return { report: reportOf('scenario', [report]), first: first.all() };
      };
      expect(told(whatIfWith(hotRowsMax, played, [scenario]))).toEqual(told(whatIf(played, scenario)));
    }),
    RUNS,
  );
});

it('several scenarios in one pass tell the same as each alone', () => {
  fc.assert(
    fc.property(histories, changes, changes, (history, one, other) => {
      const { played } = playRewards(history);
      const [first, second] = [scenarioOf(one, played), scenarioOf(other, played)];
      const reports = (run: WhatIf) =>
        run.scenarios.map((then) => compareMerchant(MERCHANT, run.recorded, then, () => undefined));
      expect(reports(whatIf(played, first, second))).toEqual([
        ...reports(whatIf(played, first)),
        ...reports(whatIf(played, second)),
      ]);
    }),
    { numRuns: 20, endOnFailure: true },
  );
});
