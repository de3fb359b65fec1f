import { hostname } from 'node:os';
import { intakeStream } from '../../libs/event-log/streams';
import { EVENT_LOG } from '../../apps/tokens';
import { EngineHost } from '../../apps/worker/engine-host';
import type { EventLog } from '../../libs/event-log/event-log';
import type { PartitionView } from '../../libs/queries/partitions';
import { ADMIN_KEY, TestApp, type TestMerchant } from '../support/app';
import { eventually, until } from '../support/until';

describe('GET /v1/partitions', () => {
  let app: TestApp;
  let merchant: TestMerchant;

  beforeAll(async () => {
    app = await TestApp.start();
    merchant = await app.merchant();
  });
  afterAll(() => app.stop());

  async function partitions(): Promise<PartitionView[]> {
    const { status, body } = await app.get('/v1/partitions', ADMIN_KEY);
    expect(status).toBe(200);
    return body['items'] as unknown as PartitionView[];
  }
  const metrics = async () => String((await app.request('GET', '/metrics')).body['text']);

  it('shows who decides each partition, and how far it is', async () => {
    const owner = `${hostname()}:${process.pid}`;
    const { position } = merchant;
    const all = await partitions();
    expect(all.map(({ partition }) => partition)).toEqual(Array.from({ length: 16 }, (_, n) => n));
    expect(all).toContainEqual({
      ...{ partition: expect.any(Number), owner, position, head: position },
      ...{ lagPositions: 0, lagSeconds: 0, stoppedBecause: null },
    });
    expect(all.every((shown) => shown.owner === owner)).toBe(true);
    const series = `tributary_engine_partition_owner{partition="15",owner="${owner}"} 1`;
    await until(async () => (await metrics()).includes(series));
  });

  it('shows a partition that is stopped, and what waits for it', async () => {
    const log = app.tributary.app.get<EventLog>(EVENT_LOG);
    const unreadable = { id: null, type: 'TouchpointRecorded', data: '{' };
    const { revision } = await log.append(intakeStream(3), unreadable);
    await log.append(intakeStream(3), unreadable);
    const stopped = await eventually(async () => {
      const shown = (await partitions())[3]!;
      return shown.stoppedBecause === null ? undefined : shown;
    });
    expect(stopped).toMatchObject({ position: revision - 1, head: revision + 1, lagPositions: 2 });
    expect(stopped.lagSeconds).toBeGreaterThan(0);
    expect(stopped.stoppedBecause).toContain(`the fact at position ${revision}`);
    await until(async () => (await metrics()).includes(`tributary_engine_position{partition="3"} ${revision - 1}`));
  });

  it('shows no owner when no process lives that owns it', async () => {
    await app.tributary.app.get(EngineHost).stop();
    expect((await partitions()).map(({ owner }) => owner)).toEqual(Array.from({ length: 16 }, () => null));
    await until(async () => !(await metrics()).includes('tributary_engine_partition_owner{'));
  });

  it('is for admins alone', async () => {
    expect((await app.get('/v1/partitions', merchant.secret)).status).toBe(403);
  });
});
