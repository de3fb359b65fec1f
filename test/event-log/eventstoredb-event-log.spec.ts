import { EventStoreDbEventLog } from '../../libs/event-log/eventstoredb-event-log';
import { NO_IDS_KEPT } from '../../libs/event-log/seen-ids';
import { PostgresVault } from '../../libs/event-log/vault-store';
import { createTestDatabase } from '../support/database';
import { eventStoreDbTarget, TARGET } from '../support/eventstoredb-target';
import { eventLogContract } from './event-log-contract';

describe(`the log in EventStoreDB, on ${TARGET}`, () => {
  eventLogContract(async () => {
    const [database, target] = await Promise.all([createTestDatabase(), eventStoreDbTarget()]);
    const vault = new PostgresVault(database.pool, 1_000);
    const log = new EventStoreDbEventLog({ address: target.address, vault, seen: NO_IDS_KEPT });
    const text = 'select merchant_id as "merchantId", pseudonym, type, value from vault';
    return {
      log,
      vaultRows: async () => (await database.pool.query(text)).rows,
      knowsIdsOfOtherStreams: false,
      close: async () => {
        await log.close();
        await target.close();
        await database.drop();
      },
    };
  });
});
