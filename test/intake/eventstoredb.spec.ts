import { randomBytes } from 'node:crypto';
import { FactAppender } from '../../libs/intake/fact-appender';
import { factDraft } from '../../libs/intake/fact-draft';
import { SteadyClock } from '../../libs/intake/steady-clock';
import type { Fact } from '../../libs/kernel/facts';
import { EventStoreDbLogs } from '../event-log/eventstoredb-logs';
import { eventStoreDbTarget, TARGET } from '../support/eventstoredb-target';

it(`a fact that EventStoreDB does not take is refused as too large, on ${TARGET}`, async () => {
  const target = await eventStoreDbTarget();
  const logs = new EventStoreDbLogs(target.address);
  const appender = new FactAppender(logs.open(), 1, new SteadyClock());
  const append = (name: string) => {
    const fact: Fact = { type: 'MerchantRegistered', data: { merchantId: 'acme', name } };
    return appender.append('acme', factDraft(fact, name.slice(0, 10), fact.data, []));
  };
  expect(await append('x'.repeat(2_000_000))).toMatchObject({ ok: true, value: { position: 0 } });
  const random = randomBytes(1_200_000).toString('base64');
  expect(await append(random)).toMatchObject({ ok: false, problem: { code: 'BODY_TOO_LARGE' } });
  expect(await append('small')).toMatchObject({ ok: true, value: { position: 1 } });
  await logs.close();
  await target.close();
});
