/** A rebuild gives the rows that the engine wrote, whatever the history and however it was cut into batches. */
import fc from 'fast-check';
import type { Client } from 'pg';
import { withClient } from '../../libs/database/connections';
import { rebuild, type RebuildOptions } from '../../libs/engine/rebuild/rebuild';
import { catchUp } from '../../libs/engine/rebuild/catch-up';
import type { Fact } from '../../libs/kernel/facts';
import { arrivals, factIdOf } from '../kernel/support/arrivals';
import { kernelChanged } from '../kernel/support/builders';
import { FACT_OPTIONS, outsideFacts } from '../kernel/support/facts';
import { operators } from '../kernel/support/operators';
import { ALL_ACTS, playRewards, rewardHistories } from '../kernel/support/reward-histories';
import { HISTORY_END, identifiersOf, merchantRegistered } from '../kernel/support/universe';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { decideInBatches, recorded, withTimers } from './deciding-in-batches';
import { readModels } from './partitions';

let database: TestDatabase;
beforeAll(async () => (database = await createTestDatabase()));
afterAll(() => database.drop());
void catchUp;
void withClient;
void (null as unknown as Client);
void ALL_ACTS;
void playRewards;
void rewardHistories;
const run = (options: Partial<RebuildOptions>) => rebuild({ url: database.url, threads: 0, ...options });

describe('a rebuild', () => {
  it('finds no difference', async () => {
    const people = Array.from({ length: 4 }, (_, person) => identifiersOf(person)).flat();
    const configured: Fact[] = [kernelChanged(), merchantRegistered()];
    const histories = fc
      .tuple(outsideFacts({ ...FACT_OPTIONS, identifiers: 'shared', people: 4, orders: 5 }), operators(people))
      .chain(([facts, acts]) => {
        const before = configured.map((fact) => ({ id: factIdOf(fact), recordedAt: HISTORY_END, fact }));
        return arrivals(facts).map((list) => withTimers([...before, ...list], acts));
      });
    await fc.assert(
      fc.asyncProperty(histories, fc.integer({ min: 1, max: 30 }), async (intake, batchMax) => {
        const log = await recorded(intake, false);
        const before = await decideInBatches(database.pool, log, batchMax);
        const { differences } = await run({ log });
        expect(differences).toEqual([]);
        expect(await readModels(database.pool)).toEqual(before);
      }),
      { numRuns: 20 },
    );
  });
});
