import { attribute } from '../../../libs/kernel/attribution/attribute';
import type { Touchpoint } from '../../../libs/kernel/attribution/touchpoint';
import type { Attribution } from '../../../libs/kernel/decisions';
import { DEFAULT_POLICY, type Policy } from '../../../libs/kernel/policy';
import { person, PURCHASED_AT, touch } from './touchpoints';

const BUYER = 'buyer';

function given(touchpoints: Touchpoint[], policy: Partial<Policy> = {}): Attribution {
  return attribute({
    purchasedAt: PURCHASED_AT,
    touchpoints,
    isSelfReferral: ({ referrer }) => referrer?.id === BUYER,
    policy: { ...DEFAULT_POLICY, ...policy },
    policyVersion: 3,
  }).attribution;
}

const credited = (attribution: Attribution) => attribution.credits.map(({ touchpointId }) => touchpointId);
const shares = (attribution: Attribution) =>
  Object.fromEntries(attribution.credits.map(({ touchpointId, share }) => [touchpointId, share]));

describe('an attribution', () => {
  it('names the rules it was computed with, and copies the credited touchpoint', () => {
    const referrer = { type: 'wallet', id: 'w' } as const;
    const more = { channel: 'blog', campaign: 'spring', referrer, url: 'https://shop.example/' };
    expect(given([touch('t', 1, more)])).toEqual({
      model: 'last-touch',
      lookbackDays: 30,
      policyVersion: 3,
      purchasedAt: '2026-01-31T12:00:00.000Z',
      credits: [
        { touchpointId: 't', source: 'referral', channel: 'blog', campaign: 'spring', referrer, share: 1_000_000 },
      ],
      excluded: [],
      excludedCount: 0,
    });
  });

  it('has no key for a field that the touchpoint leaves out', () => {
    const [credit] = given([touch('t', 1, { channel: undefined })]).credits;
    expect(Object.keys(credit!).sort()).toEqual(['share', 'source', 'touchpointId']);
    expect(Object.keys(given([touch('t', 1)]))).not.toContain('reason');
  });

  it('copies only type and id of a referrer', () => {
    const referrer = { ...person('r'), folded: 'f' };
    expect(given([touch('t', 1, { referrer })]).credits[0]!.referrer).toEqual(person('r'));
  });

  it('does not change its input', () => {
    const touchpoints = Object.freeze([touch('b', 1), touch('a', 2), touch('c', 40)]);
    given(touchpoints as Touchpoint[], { model: 'linear' });
    expect(touchpoints.map(({ touchpointId }) => touchpointId)).toEqual(['b', 'a', 'c']);
  });
});

describe('candidates', () => {
  it('give the reason NO_TOUCHPOINT when there are none', () => {
    expect(given([])).toMatchObject({ credits: [], excluded: [], excludedCount: 0, reason: 'NO_TOUCHPOINT' });
  });

  it('count at the very moment of the purchase; later ones are not even excluded', () => {
    expect(credited(given([touch('now', 0)]))).toEqual(['now']);
    const later = touch('later', 0, { occurredAt: PURCHASED_AT + 1 });
    expect(given([later])).toMatchObject({ excluded: [], excludedCount: 0, reason: 'NO_TOUCHPOINT' });
    expect(given([later, touch('before', 2)])).toMatchObject({
      credits: [{ touchpointId: 'before' }],
      excludedCount: 0,
    });
  });

  it('on the edge of the window are outside; a millisecond later they are inside', () => {
    const edge = touch('edge', 30);
    const inside = touch('inside', 30, { occurredAt: edge.occurredAt + 1 });
    const attribution = given([edge, inside]);
    expect(credited(attribution)).toEqual(['inside']);
    expect(attribution.excluded).toEqual([{ touchpointId: 'edge', reason: 'OUTSIDE_WINDOW' }]);
  });

  it('are within the lookback window of the policy', () => {
    expect(credited(given([touch('t', 8)], { lookbackDays: 7 }))).toEqual([]);
    expect(credited(given([touch('t', 360)], { lookbackDays: 365 }))).toEqual(['t']);
  });

  it('are excluded if the buyer referred themselves; others of the same source are not', () => {
    const attribution = given([
      touch('own', 1, { referrer: person(BUYER) }),
      touch('real', 2, { referrer: person('x') }),
    ]);
    expect(credited(attribution)).toEqual(['real']);
    expect(attribution.excluded).toEqual([{ touchpointId: 'own', reason: 'SELF_REFERRAL' }]);
  });

  it('are excluded by the first reason that applies', () => {
    const attribution = given([
      touch('old-own-low', 31, { source: 'direct', referrer: person(BUYER) }),
      touch('own-low', 3, { source: 'direct', referrer: person(BUYER) }),
      touch('low', 2, { source: 'direct' }),
      touch('best', 1),
    ]);
    expect(credited(attribution)).toEqual(['best']);
    expect(attribution.excluded).toEqual([
      { touchpointId: 'low', reason: 'LOWER_RANK' },
      { touchpointId: 'own-low', reason: 'SELF_REFERRAL' },
      { touchpointId: 'old-own-low', reason: 'OUTSIDE_WINDOW' },
    ]);
  });

  it('give the reason ALL_EXCLUDED when all are excluded', () => {
    const attribution = given([touch('old', 31), touch('own', 1, { referrer: person(BUYER) })]);
    expect(attribution).toMatchObject({ credits: [], excludedCount: 2, reason: 'ALL_EXCLUDED' });
  });

  it('count once if they come from both the group and a device in evidence', () => {
    const [a, b, old] = [touch('a', 2), touch('b', 1), touch('old', 99)];
    const attribution = given([a, b, old, b, a, old], { model: 'linear' });
    expect(shares(attribution)).toEqual({ a: 500_000, b: 500_000 });
    expect(attribution).toMatchObject({ excluded: [{ touchpointId: 'old' }], excludedCount: 1 });
  });
});

describe('rank', () => {
  it('lets a referral win over newer visits of all other sources, and anything over direct', () => {
    const visits = (['paid', 'email', 'social', 'organic', 'other', 'direct'] as const).map((source, i) =>
      touch(source, 6 - i, { source }),
    );
    const attribution = given([touch('referral', 20), ...visits]);
    expect(credited(attribution)).toEqual(['referral']);
    expect(attribution.excluded.map(({ reason }) => reason)).toEqual(Array(6).fill('LOWER_RANK'));
    expect(credited(given(visits))).toEqual(['other']);
    expect(credited(given(visits.slice(-1)))).toEqual(['direct']);
  });

  it('ranks only touchpoints that are inside the window and not self-referred', () => {
    const attribution = given([
      touch('old', 31),
      touch('own', 1, { referrer: person(BUYER) }),
      touch('direct', 5, { source: 'direct' }),
    ]);
    expect(credited(attribution)).toEqual(['direct']);
  });

  it('puts all sources that the ranking leaves out into one last class', () => {
    const sourceRanking: Policy['sourceRanking'] = [['direct'], ['email', 'paid']];
    const [referral, social] = [touch('referral', 3), touch('social', 2, { source: 'social' })];
    const email = touch('email', 4, { source: 'email' });
    expect(credited(given([referral, social], { sourceRanking, model: 'linear' }))).toEqual(['referral', 'social']);
    expect(credited(given([referral, social, email], { sourceRanking, model: 'linear' }))).toEqual(['email']);
    expect(credited(given([referral, social], { sourceRanking: [], model: 'linear' }))).toHaveLength(2);
  });

  it('goes by the first class that names a source; classes without a touchpoint change nothing', () => {
    const sourceRanking: Policy['sourceRanking'] = [['paid'], [], ['email'], ['social', 'email']];
    const touches = [touch('email', 2, { source: 'email' }), touch('social', 1, { source: 'social' })];
    expect(credited(given(touches, { sourceRanking }))).toEqual(['email']);
  });
});

describe('credits', () => {
  const three = [touch('b', 5), touch('c', 1), touch('a', 9)];

  it.each([
    ['last-touch', { c: 1_000_000 }],
    ['first-touch', { a: 1_000_000 }],
    ['linear', { a: 333_334, b: 333_333, c: 333_333 }],
    ['position-based', { a: 400_000, b: 200_000, c: 400_000 }],
    ['time-decay', { a: 213_030, b: 316_561, c: 470_409 }],
  ] as const)('by %s', (model, expected) => {
    const attribution = given(three, { model });
    expect(attribution.model).toBe(model);
    expect(shares(attribution)).toEqual(expected);
  });

  it('come oldest first, and at the same moment by id in UTF-16 code units', () => {
    // By code points 😀 (U+1F600) comes after U+FF5E; by code units its surrogates come before. A locale sorts a < B.
    const ids = ['a', 'B', '～', '😀', '10', '9'];
    const touchpoints = [...ids.map((id) => touch(id, 1)), touch('zz', 2)];
    expect(credited(given(touchpoints, { model: 'linear' }))).toEqual(['zz', '10', '9', 'B', 'a', '😀', '～']);
    expect(credited(given(touchpoints, { model: 'last-touch' }))).toEqual(['～']);
    expect(credited(given(touchpoints.slice(0, -1), { model: 'first-touch' }))).toEqual(['10']);
  });

  it('below half a millionth are dropped, and are not exclusions either', () => {
    const attribution = given([touch('old', 200), touch('new', 1)], { model: 'time-decay', lookbackDays: 365 });
    expect(shares(attribution)).toEqual({ new: 1_000_000 });
    expect(attribution).toMatchObject({ excluded: [], excludedCount: 0 });
  });
});

describe('limits', () => {
  const many = (count: number, name: string, more: Partial<Touchpoint> = {}) =>
    Array.from({ length: count }, (_, i) =>
      touch(`${name}${String(i).padStart(6, '0')}`, 10, {
        occurredAt: PURCHASED_AT - 1_000 - (count - i) * 10,
        ...more,
      }),
    );

  it('let the newest thousand candidates share; the others count as LIMIT', () => {
    const attribution = given(many(1_150, 't'), { model: 'linear' });
    expect(credited(attribution)).toHaveLength(1_000);
    expect(credited(attribution)[0]).toBe('t000150');
    expect(attribution.excludedCount).toBe(150);
    expect(attribution.excluded).toHaveLength(100);
    expect(attribution.excluded[0]).toEqual({ touchpointId: 't000149', reason: 'LIMIT' });
    expect(attribution.excluded.at(-1)).toEqual({ touchpointId: 't000050', reason: 'LIMIT' });
  });

  it('give the first touch to the first of the thousand', () => {
    expect(credited(given(many(1_001, 't'), { model: 'first-touch' }))).toEqual(['t000001']);
    expect(credited(given(many(1_000, 't'), { model: 'first-touch' }))).toEqual(['t000000']);
  });

  it('do not count candidates of a lower rank among the thousand', () => {
    const attribution = given([...many(1_000, 'd', { source: 'direct' }), ...many(1_000, 'r')], { model: 'linear' });
    expect(credited(attribution)).toHaveLength(1_000);
    expect(attribution.excludedCount).toBe(1_000);
    expect(attribution.excluded.map(({ touchpointId }) => touchpointId).slice(0, 2)).toEqual(['d000999', 'd000998']);
  });

  it('list the newest hundred exclusions, whatever their reasons', () => {
    const attribution = given([
      ...many(60, 'own', { referrer: person(BUYER) }),
      ...many(60, 'low', { source: 'direct' }),
      ...many(60, 'old', { occurredAt: PURCHASED_AT - 31 * 86_400_000 }),
      touch('best', 1),
    ]);
    expect(attribution.excludedCount).toBe(180);
    expect(attribution.excluded).toHaveLength(100);
    const listed = (name: string) => attribution.excluded.filter(({ touchpointId }) => touchpointId.startsWith(name));
    expect([listed('own').length, listed('low').length, listed('old').length]).toEqual([50, 50, 0]);
  });

  it('apply to a hundred thousand touchpoints in the worst order', () => {
    const touchpoints = many(100_000, 't', { source: 'direct' });
    for (let i = 0; i < touchpoints.length; i += 2) touchpoints[i]!.source = 'referral';
    const attribution = given(touchpoints.reverse(), { model: 'time-decay', lookbackDays: 365 });
    expect(attribution.excludedCount).toBe(99_000);
  });
});
