import fc from 'fast-check';
import { attribute } from '../../../libs/kernel/attribution/attribute';
import { LIMITS } from '../../../libs/kernel/limits';
import { sharesOf } from '../../../libs/kernel/attribution/models';
import { newest, type Touchpoint } from '../../../libs/kernel/attribution/touchpoint';
import type { Attribution, Exclusion } from '../../../libs/kernel/decisions';
import { ATTRIBUTION_MODELS, DEFAULT_POLICY, TOUCHPOINT_SOURCES, type Policy } from '../../../libs/kernel/policy';
import { DAY } from '../../../libs/kernel/time';
import { person, PURCHASED_AT } from './touchpoints';

const isSelfReferral = ({ referrer }: Touchpoint) => referrer?.id === 'buyer';

const rankings: fc.Arbitrary<Policy['sourceRanking']> = fc.oneof(
  fc.constant(DEFAULT_POLICY.sourceRanking),
  fc.array(fc.subarray([...TOUCHPOINT_SOURCES]), { maxLength: 4 }),
);
const policies = fc
  .record({
    model: fc.constantFrom(...ATTRIBUTION_MODELS),
    lookbackDays: fc.constantFrom(1, 30, 365),
    sourceRanking: rankings,
  })
  .map((patch): Policy => ({ ...DEFAULT_POLICY, ...patch }));

/** Many touchpoints share a moment, some lie on the edge of a window, some are later than the purchase. */
const occurredAts = fc
  .oneof(fc.integer({ min: -2, max: 3 }), fc.constantFrom(DAY, 30 * DAY, 365 * DAY), fc.nat(400 * DAY))
  .map((age) => PURCHASED_AT - age);

const journeys = (maxLength: number) =>
  fc
    .array(
      fc.record({
        source: fc.constantFrom(...TOUCHPOINT_SOURCES),
        occurredAt: occurredAts,
        referrer: fc.constantFrom(undefined, undefined, person('buyer'), person('friend')),
      }),
      { maxLength },
    )
    .map((touches) =>
      // Ids sort differently from positions.
      touches.map((t, i): Touchpoint => ({
        ...t,
        touchpointId: `t${(i * 7919) % 10_007}`,
        position: i,
        identifierId: 'd',
      })),
    );

const outcome = (touchpoints: Touchpoint[], policy: Policy) =>
  attribute({ purchasedAt: PURCHASED_AT, touchpoints, isSelfReferral, policy, policyVersion: 1 }).attribution;

describe('attribution', () => {
  it('does not depend on the order or the repetition of its touchpoints', () => {
    const shuffled = journeys(40).chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }), fc.subarray(list)),
    );
    fc.assert(
      fc.property(shuffled, policies, ([list, permuted, again], policy) => {
        expect(outcome([...permuted, ...again], policy)).toEqual(outcome(list, policy));
      }),
    );
  });

  it('hands out exactly one million, in positive shares, whenever a touchpoint competes', () => {
    fc.assert(
      fc.property(journeys(40), policies, (list, policy) => {
        const { credits, reason } = outcome(list, policy);
        expect(credits.every(({ share }) => share > 0)).toBe(true);
        expect(credits.reduce((sum, { share }) => sum + share, 0)).toBe(reason === undefined ? 1_000_000 : 0);
      }),
    );
  });

  it('gives the same result in one pass as its rules applied one by one', () => {
    fc.assert(
      fc.property(journeys(60), policies, (list, policy) => {
        expect(outcome(list, policy)).toEqual(byTheLetter(list, policy));
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same result beyond its limits too', () => {
    const crowds = fc.tuple(journeys(30), fc.integer({ min: 900, max: 3_000 }), fc.constantFrom(1, 60_000, DAY / 40));
    fc.assert(
      fc.property(crowds, policies, ([few, count, step], policy) => {
        const crowd = Array.from({ length: count }, (_, i): Touchpoint => {
          const id = (i * 7919) % 10_007;
          const source = TOUCHPOINT_SOURCES[id % 3]!;
          return {
            touchpointId: `c${id}`,
            position: 100 + i,
            identifierId: 'd',
            source,
            occurredAt: PURCHASED_AT - id * step,
          };
        });
        const list = [...crowd, ...few];
        expect(outcome(list, policy)).toEqual(byTheLetter(list, policy));
      }),
      { numRuns: 40 },
    );
  });
});

describe('the newest', () => {
  it('are the head of the sorted list', () => {
    fc.assert(
      fc.property(journeys(80), fc.integer({ min: 1, max: 30 }), (list, limit) => {
        expect(newest(list, limit)).toEqual(oldestFirstById(list).reverse().slice(0, limit));
      }),
    );
  });
});

/** The rules as the specification states them, each applied to all touchpoints in turn. */
function byTheLetter(touchpoints: Touchpoint[], policy: Policy): Attribution {
  const reasons = new Map<Touchpoint, Exclusion['reason']>();
  const rankOf = (source: Touchpoint['source']) => {
    const rank = policy.sourceRanking.findIndex((sources) => sources.includes(source));
    return rank < 0 ? policy.sourceRanking.length : rank;
  };
  const candidates = oldestFirstById(touchpoints.filter(({ occurredAt }) => occurredAt <= PURCHASED_AT));
  for (const candidate of candidates) {
    if (!(candidate.occurredAt > PURCHASED_AT - policy.lookbackDays * DAY)) reasons.set(candidate, 'OUTSIDE_WINDOW');
    else if (isSelfReferral(candidate)) reasons.set(candidate, 'SELF_REFERRAL');
  }
  const left = candidates.filter((candidate) => !reasons.has(candidate));
  const best = Math.min(...left.map(({ source }) => rankOf(source)));
  for (const candidate of left) if (rankOf(candidate.source) > best) reasons.set(candidate, 'LOWER_RANK');
  const ranked = left.filter((candidate) => !reasons.has(candidate));
  const competing = ranked.slice(-LIMITS.candidates);
  for (const candidate of ranked.slice(0, ranked.length - competing.length)) reasons.set(candidate, 'LIMIT');

  const shares = competing.length > 0 ? sharesOf(policy.model, competing) : [];
  const credits = competing
    .map(({ touchpointId, source, referrer }, i) => ({ touchpointId, source, referrer, share: shares[i]! }))
    .filter(({ share }) => share > 0);
  const excluded = candidates
    .filter((candidate) => reasons.has(candidate))
    .map((candidate) => ({ touchpointId: candidate.touchpointId, reason: reasons.get(candidate)! }));
  return {
    model: policy.model,
    lookbackDays: policy.lookbackDays,
    policyVersion: 1,
    purchasedAt: new Date(PURCHASED_AT).toISOString(),
    credits,
    excluded: excluded.reverse().slice(0, LIMITS.exclusionsListed),
    excludedCount: excluded.length,
    reason: credits.length > 0 ? undefined : candidates.length > 0 ? 'ALL_EXCLUDED' : 'NO_TOUCHPOINT',
  };
}

function oldestFirstById(touchpoints: Touchpoint[]): Touchpoint[] {
  return [...touchpoints].sort((a, b) => a.occurredAt - b.occurredAt || (a.touchpointId < b.touchpointId ? -1 : 1));
}
