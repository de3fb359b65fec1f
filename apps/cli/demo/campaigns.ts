const referees = { to: 'referee', kind: 'fixed', amount: 300 };

const FRIENDS = {
  name: 'Friends: a tenth for who recommends us, three euros for who comes',
  condition: 'touchpoint.hasReferrer',
  currency: 'EUR',
  rewards: [{ to: 'referrer', kind: 'percent', basisPoints: 1_000, max: 1_500 }, referees],
};

/** What the demonstration asks what-if about. */
export const GENEROUS_FRIENDS: object = {
  ...FRIENDS,
  rewards: [{ to: 'referrer', kind: 'percent', basisPoints: 1_500, max: 1_500 }, referees],
};

/** The demonstration shop's rewards for referrals. Amounts are in cents. */
export const CAMPAIGNS: Readonly<Record<string, object>> = {
  friends: FRIENDS,
  gifts: {
    name: 'Gifts: 50 euros for an order of 200 or more, as long as there are 70',
    condition: 'touchpoint.hasReferrer && purchase.net >= 20000',
    currency: 'EUR',
    priority: 200,
    rewards: [{ to: 'referrer', kind: 'fixed', amount: 5_000 }],
    budgets: [{ window: 'total', amount: 7_000 }],
  },
};
