/** A bug of the kernel on one fact is recorded and undone, and affects no other fact. */
import { createHash } from 'node:crypto';
import { attribute } from '../../libs/kernel/attribution/attribute';
import type { RecordedFact } from '../../libs/kernel/facts';
import { step } from '../../libs/kernel/kernel';
import { toInstant } from '../../libs/kernel/time';
import { World } from '../../libs/kernel/world';
import { NOW } from './support/builders';
import { customer, device, MERCHANT, merchantRegistered } from './support/universe';
import { contentsOf } from './support/world-contents';
import { newestWorld } from './support/worlds';

jest.mock('../../libs/kernel/attribution/attribute', () => ({ attribute: jest.fn() }));
const attributing = attribute as jest.Mock;

const token = createHash('sha256').update('token').digest('hex');
let position: number;
let world: World;

function record(fact: RecordedFact['fact'], recordedAt = NOW) {
  const id = `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`;
  return step(world, { id, position: position++, recordedAt, fact });
}

const purchase = {
  type: 'PurchaseRecorded',
  data: {
    ...{ merchantId: MERCHANT, orderId: 'O1', platform: 'custom', customerId: customer(1), token },
    ...{ status: 'paid', total: 1_000, refunded: 0, currency: 'EUR', items: [], sourceVersion: 1 },
    ...{ bodyHash: token, occurredAt: toInstant(NOW) },
  },
} as const;
const claim = {
  type: 'PurchaseClaimed',
  data: {
    merchantId: MERCHANT,
    claimId: 'c1',
    anonymousId: device(1),
    orderId: 'O1',
    token,
    occurredAt: toInstant(NOW),
  },
} as const;

beforeEach(() => {
  position = 0;
  world = newestWorld(0);
  record(merchantRegistered({ settlingPeriodSeconds: 0 }));
});

test('a fact on which the kernel throws leaves no trace but FactFailed, and can be requeued', () => {
  record(purchase as never);
  const merchant = world.merchant(MERCHANT);
  const before = contentsOf(merchant);
  const { get } = merchant.identities.members;
  // The kernel throws after it accepted the claim, in the middle of connecting.
  merchant.identities.members.get = () => {
    throw new TypeError('a bug');
  };
  const decisions = record(claim);
  merchant.identities.members.get = get;
  const factId = '00000000-0000-4000-8000-000000000002';
  const data = { merchantId: MERCHANT, factId, factType: 'PurchaseClaimed', error: 'TypeError' };
  expect(decisions).toEqual([{ type: 'FactFailed', data }]);
  expect(contentsOf(merchant)).toEqual(before);

  const requeued = { merchantId: MERCHANT, factId, fact: claim, reason: 'fixed', actor: 'op' };
  const again = record({ type: 'FactRequeued', data: requeued });
  expect(again.map(({ type }) => type)).toContain('PurchaseLinked');
});

test('an evaluation on which the kernel throws is tried again after five minutes, at most three times', () => {
  record(purchase as never);
  record(claim);
  attributing.mockImplementation(() => {
    throw new Error('a bug');
  });
  const merchant = world.merchant(MERCHANT);
  const types = [1, 2, 3, 4].map((attempt) => {
    const { id } = merchant.purchases.get('O1').evaluation;
    const data = { merchantId: MERCHANT, orderId: 'O1', evaluationId: id!, reasons: [], requestedBy: 'timer' as const };
    const decisions = record({ type: 'RewardEvaluationRequested', data }, NOW + attempt);
    return decisions.map(({ type, data: decided }) => [type, 'error' in decided && decided.error]);
  });
  expect(types).toEqual([
    [['RewardEvaluationFailed', 'INTERNAL']],
    [['RewardEvaluationFailed', 'INTERNAL']],
    [['RewardEvaluationFailed', 'INTERNAL']],
    [['RewardEvaluationExhausted', 'INTERNAL']],
  ]);
});
